import { createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { recordEvents } from '../audit/record.ts';
import type { Database } from '../db.ts';
import type { Env } from '../env.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import {
  fingerprintOf,
  keepPrivateKey,
  KeyError,
  keptPrivateKey,
  removePrivateKey,
  securedKeyFolder,
} from './pair.ts';
import { KEY_PURPOSES, type KeyPurpose } from './rules.ts';
import type { Signer } from './store.ts';

/** A public key of this site, of today or of earlier. `id` is its fingerprint. */
export type SiteKey = {
  id: string;
  purpose: KeyPurpose;
  since: Date;
  until: Date | null;
  publicKey: KeyObject;
};

/** The signing keys of the site: one Ed25519 pair for each purpose. */
export type Keys = {
  /**
   * Signs with the key of today.
   * @throws KeyError when this process lacks the private half
   */
  sign(purpose: KeyPurpose, bytes: Uint8Array): { keyId: string; signature: Buffer };
  /** Whether a key of that purpose, of today or of earlier, made this signature. */
  verify(purpose: KeyPurpose, keyId: string, bytes: Uint8Array, signature: Uint8Array): boolean;
  /**
   * Signs short texts, without naming the key: 86 characters fit for an address. Where the private half is lacking the
   * signature is empty and holds for nothing, so that a page is shown all the same.
   */
  textSigner(purpose: KeyPurpose): Pick<Signer, 'sign' | 'isSigned'>;
  /** All public keys: by purpose, newest first. */
  list(): readonly SiteKey[];
  /** Where the private half comes from in this process. */
  sourceOf(purpose: KeyPurpose): 'environment' | 'folder' | 'missing';
  /**
   * Puts a new pair in the place of the one of today and forgets its private half; the public one is kept.
   * @param record writes the event, in the same transaction
   */
  rotate(
    purpose: KeyPurpose,
    at: Date,
    record: (tx: Prisma.TransactionClient, change: KeyChange) => Promise<void>,
  ): Promise<void>;
  /** Reads again what the database holds, after another process changed it. */
  reload(): Promise<void>;
};

/** Fingerprints of the key before and after. */
export type KeyChange = { before: string | null; after: string };

/** The private half of a key of today, and where it comes from. */
type OwnKey = { id: string; privateKey: KeyObject; source: 'environment' | 'folder' };

/** Number of the advisory lock under which keys are made. */
const KEYS_LOCK = 20_261_122;

/**
 * Opens the keys: those given by the environment, else those under the data folder, made at the first start.
 * @param at instant from which a new key holds
 * @throws KeyError when others may read the folder, or a given key was used before
 */
export async function openKeys(
  db: Pick<Database, 'prisma'>,
  { dataDir, signingKeys }: Pick<Env, 'dataDir' | 'signingKeys'>,
  at: Date,
): Promise<Keys> {
  const { prisma } = db;
  securedKeyFolder(dataDir);
  await underLock(async (tx) => {
    for (const purpose of KEY_PURPOSES) {
      const given = signingKeys[purpose];
      const current = await tx.serviceKey.findFirst({ where: { purpose, until: null } });
      if (given) {
        await takeGiven(tx, purpose, given, current?.id ?? null);
      } else if (!current) {
        const { privateKey, publicKey } = generateKeyPairSync('ed25519');
        keepPrivateKey(dataDir, purpose, privateKey);
        await putInPlace(tx, purpose, publicKey, at);
      }
    }
  });

  async function underLock(work: (tx: Prisma.TransactionClient) => Promise<void>): Promise<void> {
    await prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(${KEYS_LOCK}::bigint)::text`;
      await work(tx);
    });
  }

  async function takeGiven(
    tx: Prisma.TransactionClient,
    purpose: KeyPurpose,
    given: KeyObject,
    currentId: string | null,
  ): Promise<void> {
    const id = fingerprintOf(given);
    if (id === currentId) return;
    if (await tx.serviceKey.findUnique({ where: { id } }))
      throw new KeyError(
        `SIGNING_KEY_${purpose.toUpperCase()} là khóa đã dùng cho việc khác hoặc đã được thay. Hãy đặt khóa mới.`,
      );
    await putInPlace(tx, purpose, createPublicKey(given), at);
    if (currentId !== null) {
      await recordEvents(tx, { actor: null, role: null }, at, [
        rotation(purpose, { before: currentId, after: id }),
      ]);
    }
  }

  let all: readonly SiteKey[] = [];
  let own = new Map<KeyPurpose, OwnKey>();
  const reload = async () => {
    const rows = await prisma.serviceKey.findMany({
      orderBy: [{ since: 'desc' }, { until: { sort: 'desc', nulls: 'first' } }],
    });
    all = KEY_PURPOSES.flatMap((purpose) =>
      rows
        .filter((row) => row.purpose === purpose)
        .map(({ id, since, until, publicKey }) => ({
          id,
          purpose,
          since,
          until,
          publicKey: createPublicKey(publicKey),
        })),
    );
    own = new Map(
      all.flatMap(({ id, purpose, until }): [KeyPurpose, OwnKey][] => {
        if (until !== null) return [];
        const given = signingKeys[purpose];
        if (given && fingerprintOf(given) === id)
          return [[purpose, { id, privateKey: given, source: 'environment' }]];
        const privateKey = keptPrivateKey(dataDir, purpose, id);
        return privateKey ? [[purpose, { id, privateKey, source: 'folder' }]] : [];
      }),
    );
  };
  await reload();

  return {
    sign: (purpose, bytes) => {
      const key = own.get(purpose);
      if (!key)
        throw new KeyError(
          `Tiến trình này không có khóa riêng “${purpose}”. Hãy dùng chung thư mục dữ liệu hoặc đặt SIGNING_KEY_${purpose.toUpperCase()}.`,
        );
      return { keyId: key.id, signature: sign(null, bytes, key.privateKey) };
    },
    verify: (purpose, keyId, bytes, signature) => {
      const key = all.find((one) => one.id === keyId && one.purpose === purpose);
      // The name of a key is its fingerprint: a public key put under another's name verifies nothing.
      return (
        key !== undefined &&
        fingerprintOf(key.publicKey) === keyId &&
        verify(null, bytes, key.publicKey, signature)
      );
    },
    textSigner: (purpose) => ({
      sign: (text) => {
        const key = own.get(purpose);
        return key ? sign(null, Buffer.from(text), key.privateKey).toString('base64url') : '';
      },
      isSigned: (text, signature) => {
        const bytes = Buffer.from(signature, 'base64url');
        return all.some(
          (key) => key.purpose === purpose && verify(null, Buffer.from(text), key.publicKey, bytes),
        );
      },
    }),
    list: () => all,
    sourceOf: (purpose) => own.get(purpose)?.source ?? 'missing',
    rotate: async (purpose, at, record) => {
      const { privateKey, publicKey } = generateKeyPairSync('ed25519');
      const after = fingerprintOf(publicKey);
      let before: string | null = null;
      keepPrivateKey(dataDir, purpose, privateKey);
      try {
        await underLock(async (tx) => {
          before = await putInPlace(tx, purpose, publicKey, at);
          await record(tx, { before, after });
        });
      } catch (error) {
        removePrivateKey(dataDir, purpose, after);
        throw error;
      }
      if (before !== null) removePrivateKey(dataDir, purpose, before);
      await reload();
    },
    reload,
  };
}

/** The event of a rotation, for {@link Keys.rotate} to record. */
export const rotation = (purpose: KeyPurpose, { before, after }: KeyChange) => ({
  action: 'key.rotate',
  subject: `key:${purpose}`,
  unitId: null,
  before: before === null ? null : { id: before },
  after: { id: after },
});

/** Registers a key as the one of today. @returns the id of the one it replaces */
async function putInPlace(
  tx: Prisma.TransactionClient,
  purpose: KeyPurpose,
  publicKey: KeyObject,
  at: Date,
): Promise<string | null> {
  const current = await tx.serviceKey.findFirst({ where: { purpose, until: null } });
  if (current) await tx.serviceKey.update({ where: { id: current.id }, data: { until: at } });
  await tx.serviceKey.create({
    data: {
      id: fingerprintOf(publicKey),
      purpose,
      publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string,
      since: at,
    },
  });
  return current?.id ?? null;
}
