import { z } from 'zod';

/** E-mail as it is kept: NFKC, small letters. */
export const Email = z
  .string()
  .max(254, { error: 'Địa chỉ thư điện tử quá dài.' })
  .transform((text) => text.normalize('NFKC').trim().toLowerCase())
  .pipe(z.email({ error: 'Hãy ghi địa chỉ thư điện tử, ví dụ ten@coquan.vn.' }));

/** A password as typed; two ways to type one letter are the same letter. */
export const Password = z
  .string()
  .max(512, { error: 'Mật khẩu dài quá 128 ký tự.' })
  .transform((text) => text.normalize('NFKC'));

export const SignInInput = z.strictObject({ email: Email, password: Password });
export type SignInInput = z.infer<typeof SignInInput>;

/** Six digits of the authenticator app, or a recovery code; blanks do not matter. */
export const SecondFactorInput = z.strictObject({
  code: z
    .string()
    .max(40)
    .transform((text) => text.normalize('NFKC').replaceAll(/\s/g, ''))
    .pipe(z.string().min(6, { error: 'Hãy ghi mã sáu chữ số, hoặc một mã khôi phục.' })),
});
export type SecondFactorInput = z.infer<typeof SecondFactorInput>;
