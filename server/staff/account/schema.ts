import { z } from 'zod';
import { Code, Name, Password } from '../schema.ts';

export const CodeInput = z.strictObject({ code: Code });
export type CodeInput = z.infer<typeof CodeInput>;

/** That it is the owner: what they know and what they have. */
export const ProofInput = z.strictObject({ password: Password, code: Code });
export type ProofInput = z.infer<typeof ProofInput>;

export const PasswordInput = z.strictObject({ password: Password });
export type PasswordInput = z.infer<typeof PasswordInput>;

export const ChangePasswordInput = z.strictObject({
  password: Password,
  newPassword: Password,
  keepsPasskeys: z.boolean().default(false),
});
export type ChangePasswordInput = z.infer<typeof ChangePasswordInput>;

export const RenameInput = z.strictObject({ name: Name });
export type RenameInput = z.infer<typeof RenameInput>;

export const OwnedInput = z.strictObject({ id: z.uuid() });
export type OwnedInput = z.infer<typeof OwnedInput>;

/** Before a passkey is added; the code when a second factor is set up, for a passkey stands for both. */
export const AddPasskeyInput = z.strictObject({ password: Password, code: Code.optional() });
export type AddPasskeyInput = z.infer<typeof AddPasskeyInput>;
