/** What a request may bring along, in bytes: forms are small, a few rooms of the desk take files. */
const COMMON = 1024 * 1024;
const FILES = 21 * 1024 * 1024;
const TAKES_FILES = /^\/ban-lam-viec\/(don-vi\/nhap|tep)\//;

/** What a request may bring along to an address, in bytes. */
export const bodyLimitOf = (pathname: string): number => (TAKES_FILES.test(pathname) ? FILES : COMMON);

/** Why a request is refused before its body is read; null: it may come in. */
export function bodyRefusal(
  headers: { 'content-length'?: string | undefined; 'transfer-encoding'?: string | undefined },
  pathname: string,
): { status: 411 | 413; sentence: string } | null {
  // Without a length nothing says when to stop; every browser sends one.
  if (headers['transfer-encoding'] !== undefined)
    return { status: 411, sentence: 'Yêu cầu phải cho biết trước độ dài.' };
  const limit = bodyLimitOf(pathname);
  return Number(headers['content-length'] ?? 0) > limit
    ? {
        status: 413,
        sentence: `Nội dung gửi lên lớn hơn ${Math.floor(limit / (1024 * 1024))} MB. Hãy gửi ít hơn mỗi lần.`,
      }
    : null;
}
