import type { IncomingMessage } from 'node:http';

const MIB = 1024 * 1024;

/** What one request may send, and how long it may take to send it. */
type BodyLimit = { bytes: number; ms: number };

const ORDINARY: BodyLimit = { bytes: MIB, ms: 30_000 };
/** Files of 20 MB and what the form puts around them, also over a line of 600 kbit/s. */
const FILES: BodyLimit = { bytes: 21 * MIB, ms: 300_000 };
/** Pages that take files; they ask who comes before they read what comes. The signed address counts who comes instead. */
const TAKES_FILES = /^\/ban-lam-viec\/(tep|don-vi\/nhap|cau-hoi|so-lieu\/dua-len)\/|^\/api\/v1\/releases\/?$/;

/** The limit no request may pass; the same as `bodySizeLimit` of astro.config.mjs. */
export const LARGEST_BODY = FILES;

/**
 * Why the body of a request is not read; null: it may be. One that may is cut off when it takes too long.
 * @param pathname of the request, decoded or not
 */
export function refusalOfBody(
  req: IncomingMessage,
  pathname: string,
): { status: number; sentence: string } | null {
  // Browsers say beforehand how much they send; a body of unknown length could only be counted while it comes.
  if (req.headers['transfer-encoding'] !== undefined)
    return { status: 411, sentence: 'Yêu cầu phải nói trước độ dài (Content-Length).' };
  const bytes = Number(req.headers['content-length'] ?? 0);
  if (bytes === 0) return null;
  const limit = TAKES_FILES.test(pathname) ? FILES : ORDINARY;
  const cut = setTimeout(() => req.destroy(), limit.ms).unref();
  req.once('close', () => clearTimeout(cut));
  if (bytes <= limit.bytes) return null;
  const most = limit === FILES ? '20 MB' : '1 MB';
  return { status: 413, sentence: `Nội dung gửi lên nặng quá ${most}. Hãy quay lại và gửi ít hơn.` };
}
