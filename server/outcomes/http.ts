import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import { takeSigned, type SignedAnswer } from './intake/signed.ts';

/**
 * Answers `POST /api/v1/releases`: monthly figures of a sender, signed.
 *
 * Headers: `x-key-id`; `x-timestamp` (Unix seconds, at most five minutes off); `x-request-id` (8–64 of `A–Z a–z 0–9 - _`, once
 * for each hand-over); `x-signature` (base64 or base64url) by HMAC-SHA-256 with the secret's text, or Ed25519, over these five
 * lines joined by `\n`: `POST`, `/api/v1/releases`, the timestamp, the request id, the SHA-256 of the body in lower-case hex.
 *
 * Body, at most 20 MB: `text/csv`, a table like the template; or `application/json`, any of `cases` (`month`, `place`,
 * `behaviour`, `vehicle?`, `source`, `result`, `count`, `fines?` in đồng, `points?`, `processingDays?`), `contributions` (`month`,
 * `unit`, `count`, `contributors?`, `cap?`) and `crashes` (`month`, `measure`, `count`), by the codes of the template. A month that
 * is handed over is whole: it takes the place of what the sender handed over for it before.
 *
 * Answers are JSON with `code` and `message`. 201 taken; 200 the same body was taken before; 400 not readable; 401 not signed, or
 * a clock that is off; 409 the request id is in use; 415 another type; 422 something is wrong with the figures: `problems` by
 * place, `missing` columns, or `personal-data` with `cells`, of which nothing is kept; 429 too many, with `retry-after`. The same
 * request again finds the same answer.
 */
export async function answerSignedRelease(ctx: Context, request: Request): Promise<Response> {
  let answer: SignedAnswer;
  try {
    answer = await takeSigned(ctx, {
      method: request.method,
      headers: request.headers,
      readBody: (isKept) => bodyOf(request, isKept),
    });
  } catch (error) {
    // What failed may quote what was sent: only its kind is written down.
    console.error('signed release:', error instanceof Error ? error.name : typeof error);
    answer = {
      status: 500,
      body: { code: 'server', message: 'Máy chủ gặp lỗi. Hãy gửi lại sau ít phút với cùng mã.' },
    };
  }
  return new Response(`${JSON.stringify(answer.body)}\n`, {
    status: answer.status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      ...(answer.retryAfterSeconds === undefined ? {} : { 'retry-after': String(answer.retryAfterSeconds) }),
    },
  });
}

/** Reads a body to its end, with the same work on it whether it is kept or not. @returns nothing of one that is not kept */
async function bodyOf(request: Request, isKept: boolean): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const digest = createHash('sha256');
  for await (const piece of (request.body ?? []) as AsyncIterable<Uint8Array>)
    if (isKept) pieces.push(piece);
    else digest.update(piece);
  return Buffer.concat(pieces);
}

/** The answer to any other method. */
export const onlyPost = (): Response =>
  new Response(`${JSON.stringify({ code: 'method', message: 'Địa chỉ này chỉ nhận POST đã ký.' })}\n`, {
    status: 405,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      allow: 'POST',
    },
  });
