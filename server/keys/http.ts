import type { Context } from '../context.ts';
import { listPublicKeys } from './service.ts';

/** Answers with every public key of the site as JSON, for programs that verify what it signed. */
export function respondWithKeys(ctx: Context): Response {
  const keys = listPublicKeys(ctx).map(({ id, purpose, since, until, pem, jwk }) => ({
    fingerprint: id,
    purpose,
    from: since.toISOString(),
    to: until?.toISOString() ?? null,
    publicKeyPem: pem,
    publicKeyJwk: jwk,
  }));
  return new Response(`${JSON.stringify({ keys }, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=300',
      'x-cache-tags': 'keys',
    },
  });
}
