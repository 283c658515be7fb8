import { z } from 'zod';
import { Code, Name, Password } from '../schema.ts';

export const CodeInput = z.strictObject({ code: Code });
export type CodeInput = z.infer<typeof CodeInput>;

export const RemoveSecondFactorInput = z.strictObject({ password: Password, code: Code });
export type RemoveSecondFactorInput = z.infer<typeof RemoveSecondFactorInput>;

export const PasswordInput = z.strictObject({ password: Password });
export type PasswordInput = z.infer<typeof PasswordInput>;

export const ChangePasswordInput = z.strictObject({ password: Password, newPassword: Password });
export type ChangePasswordInput = z.infer<typeof ChangePasswordInput>;

export const RenameInput = z.strictObject({ name: Name });
export type RenameInput = z.infer<typeof RenameInput>;

export const OwnedInput = z.strictObject({ id: z.uuid() });
export type OwnedInput = z.infer<typeof OwnedInput>;
