import type { z } from 'zod';
import { recordEvents } from '../audit/record.ts';
import type { Context, Services } from '../context.ts';
import { DomainError } from '../errors.ts';
import { requireScope } from '../scope.ts';
import { roleFor, type Actor } from '../staff/rules.ts';
import { rotation } from './ring.ts';
import { KEY_PURPOSES, type KeyPurpose, type PublicKeyView } from './rules.ts';
import type { RotateInput } from './schema.ts';

/** Every public key of the site, of today and of earlier: by purpose, newest first. */
export function listPublicKeys({ keys }: Pick<Services, 'keys'>): PublicKeyView[] {
  return keys.list().map(({ id, purpose, since, until, publicKey }) => {
    const { kty, crv, x } = publicKey.export({ format: 'jwk' }) as { kty: string; crv: string; x: string };
    return {
      id,
      purpose,
      since,
      until,
      pem: publicKey.export({ type: 'spki', format: 'pem' }) as string,
      jwk: { kty, crv, x, kid: id, use: 'sig', alg: 'EdDSA' },
    };
  });
}

export type KeyState = {
  purpose: KeyPurpose;
  current: PublicKeyView;
  /** Earlier keys, newest first. */
  former: PublicKeyView[];
  source: 'environment' | 'folder' | 'missing';
};

/**
 * The keys as those see them who may put others in their place.
 * @throws DomainError FORBIDDEN unless the permission holds everywhere: the keys are the whole site's
 */
export async function readKeyStates(ctx: Context): Promise<KeyState[]> {
  await requireScope(ctx, 'key.rotate', null);
  const all = listPublicKeys(ctx);
  return KEY_PURPOSES.map((purpose) => {
    const own = all.filter((key) => key.purpose === purpose);
    return {
      purpose,
      current: own.find(({ until }) => until === null)!,
      former: own.filter(({ until }) => until !== null),
      source: ctx.keys.sourceOf(purpose),
    };
  });
}

/**
 * Puts a new key in the place of the one of today and tells every process; the private half of the old one is destroyed.
 * @throws DomainError CONFLICT when the environment gives the key: it is changed there
 */
export async function rotateKey(
  ctx: Context & { actor: Actor },
  { purpose }: z.output<typeof RotateInput>,
): Promise<void> {
  await requireScope(ctx, 'key.rotate', null);
  if (ctx.env.signingKeys[purpose] !== null)
    throw new DomainError(
      'CONFLICT',
      `Khóa này đặt ở biến SIGNING_KEY_${purpose.toUpperCase()}. Hãy đổi biến ấy rồi khởi động lại máy chủ.`,
    );
  await ctx.keys.rotate(purpose, ctx.now(), (tx, change) =>
    recordEvents(tx, { actor: ctx.actor, role: roleFor(ctx.actor, 'key.rotate') }, ctx.now(), [
      rotation(purpose, change),
    ]),
  );
  await ctx.db.announce(['keys']);
}
