import type { Prisma } from '../generated/prisma/client.ts';
import { VIETNAMESE_FAVOURITES } from './password-words.ts';

export const MIN_PASSWORD_LENGTH = 12;
/** A password is a sentence, not a document: hashing it has a price. */
export const MAX_PASSWORD_LENGTH = 128;
/** So much must be left of a password beside one's own names. */
const MIN_FOREIGN_LENGTH = 8;
const MIN_NAME_LENGTH = 4;
const SITE_NAME = 'chungduong';

/** Small letters and digits of a text, without marks. */
const foldOf = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll(/[^a-z0-9]/g, '');

let known: Promise<ReadonlySet<string>> | null = null;
/** The 50,000 leaked passwords met most often, unpacked at the first question. */
const knownPasswords = (): Promise<ReadonlySet<string>> =>
  (known ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set([...dictionary['passwords-common'], ...VIETNAMESE_FAVOURITES]),
  ));

/** What is left of a text that says one thing over and over: `abcabcabc` is `abc`. */
const withoutRepeats = (text: string): string => /^(.+?)\1+$/s.exec(text)?.[1] ?? text;

/**
 * Why a password cannot be taken, in one sentence; null: it can. Nothing is asked of its letters but that it is long and that
 * nobody would try it first: it is looked up among leaked ones as it stands, without figures at its end, and as the part it
 * repeats.
 * @param password NFKC
 * @param own name and e-mail of its owner
 */
export async function passwordProblem(password: string, own: readonly string[]): Promise<string | null> {
  if ([...password].length < MIN_PASSWORD_LENGTH)
    return `Mật khẩu cần ít nhất ${MIN_PASSWORD_LENGTH} ký tự. Một câu ngắn dễ nhớ là tốt nhất.`;
  if (password.length > MAX_PASSWORD_LENGTH)
    return `Mật khẩu dài quá ${MAX_PASSWORD_LENGTH} ký tự. Hãy bớt lại.`;

  const small = password.toLowerCase();
  const folded = foldOf(password);
  const guesses = [small, folded].flatMap((text) => [
    text,
    withoutRepeats(text),
    withoutRepeats(text.replace(/[^\p{L}]+$/u, '')),
    text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''),
  ]);
  const list = await knownPasswords();
  if (new Set(small).size < 4 || guesses.some((guess) => guess !== '' && list.has(guess)))
    return 'Mật khẩu này nằm trong danh sách đã lộ hoặc quá dễ đoán. Hãy chọn một câu khác.';

  const names = [SITE_NAME, ...own.flatMap((text) => [text, text.split('@')[0]!, ...text.split(/\s+/)])]
    .map(foldOf)
    .filter((name) => name.length >= MIN_NAME_LENGTH)
    .sort((a, b) => b.length - a.length);
  const rest = names.reduce((text, name) => text.replaceAll(name, ''), folded);
  if (rest !== folded && rest.length < MIN_FOREIGN_LENGTH)
    return 'Mật khẩu gần như chỉ gồm tên, thư điện tử của bạn hoặc tên trang. Hãy thêm những từ khác.';
  return null;
}

/** Gives an account its password, in place of any before. @param hash salted scrypt hash, as the library makes it */
export async function setPasswordHash(
  tx: Prisma.TransactionClient,
  staffId: string,
  hash: string,
): Promise<void> {
  await tx.staffAccount.upsert({
    where: { providerId_accountId: { providerId: 'credential', accountId: staffId } },
    create: { staffId, accountId: staffId, providerId: 'credential', password: hash },
    update: { password: hash },
  });
}
