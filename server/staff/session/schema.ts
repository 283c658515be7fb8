import { z } from 'zod';
import { Code, Email, Password } from '../schema.ts';

export const SignInInput = z.strictObject({ email: Email, password: Password });
export type SignInInput = z.infer<typeof SignInInput>;

export const CodeInput = z.strictObject({ code: Code });
export type CodeInput = z.infer<typeof CodeInput>;

export const ResetInput = z.strictObject({ email: Email });
export type ResetInput = z.infer<typeof ResetInput>;

const Link = {
  token: z.string().max(100),
  purpose: z.enum(['invitation', 'reset']),
};
export const LinkInput = z.strictObject(Link);
export type LinkInput = z.infer<typeof LinkInput>;

export const AcceptInput = z.strictObject({ ...Link, password: Password });
export type AcceptInput = z.infer<typeof AcceptInput>;
