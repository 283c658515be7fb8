import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { createIntakeJobs, type IntakeJobs } from './jobs.ts';
import type { Choice } from './views.ts';

/** What the process holds of the room. */
export type IntakeStore = {
  jobs: IntakeJobs;
  /** What figures are counted by, in the order of the list. */
  behaviours: readonly Choice[];
  /** Secrets of keys as they are kept: sealed, each for the key it belongs to. */
  seal(secret: string, keyId: string): string;
  /** @throws Error for what was not sealed here for this key */
  unseal(sealed: string, keyId: string): string;
};

const BehaviourFile = z.object({
  groups: z.array(z.object({ behaviours: z.array(z.object({ id: z.string(), nameVi: z.string() })) })),
});

/** @param key secret of the room, with which secrets of senders are sealed */
export function createIntakeStore(file: string, key: string, nowMs: () => number): IntakeStore {
  const sealingKey = createHash('sha256').update(`seal ${key}`).digest();
  return {
    jobs: createIntakeJobs(nowMs),
    behaviours: BehaviourFile.parse(parse(readFileSync(file, 'utf8'))).groups.flatMap(({ behaviours }) =>
      behaviours.map(({ id, nameVi }) => ({ code: id, name: nameVi })),
    ),
    seal: (secret, keyId) => {
      const start = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealingKey, start).setAAD(Buffer.from(keyId));
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([start, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    unseal: (text, keyId) => {
      const bytes = Buffer.from(text, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', sealingKey, bytes.subarray(0, 12))
        .setAAD(Buffer.from(keyId))
        .setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
}
