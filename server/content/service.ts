import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { Act, Behaviour } from '#content/schema.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';

/** Folder of the content; the process runs in the project's folder. */
export const CONTENT_DIR = resolve('content');

const CONTENT_LOCK = 72707370;

type Item<T> = T & { id: string; hash: string };

/** A content file that does not fit its schema. */
export class ContentError extends Error {}

/**
 * Every YAML file of a folder, by file name.
 * @throws ContentError naming file and field when one does not fit the schema
 */
export function readFolder<S extends z.ZodType>(folder: string, schema: S): Item<z.infer<S>>[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const raw = readFileSync(join(folder, name), 'utf8');
      const parsed = schema.safeParse(parse(raw));
      if (!parsed.success) {
        const first = parsed.error.issues[0]!;
        throw new ContentError(`${join(folder, name)}: ${first.path.join('.')}: ${first.message}`);
      }
      return { ...(parsed.data as object), id: name.replace(/\.yaml$/, ''), hash: hashOf(raw) } as Item<
        z.infer<S>
      >;
    });
}

const hashOf = (raw: string): string => createHash('sha256').update(raw).digest('hex');

/**
 * Writes the law of `content/` into the database: what is new or changed by hash, and takes out what left the folder.
 * Doing it twice changes nothing. One transaction.
 * @returns how many entries were written or removed
 */
export async function syncContent(prisma: PrismaClient, contentDir = CONTENT_DIR): Promise<number> {
  const acts = readFolder(join(contentDir, 'law', 'acts'), Act);
  const behaviours = readFolder(join(contentDir, 'law', 'penalties'), Behaviour);
  return prisma.$transaction(
    async (tx) => {
      // Processes that start together take turns.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${CONTENT_LOCK})`;
      const known = {
        act: new Map(
          (await tx.lawAct.findMany({ select: { id: true, hash: true } })).map((row) => [row.id, row.hash]),
        ),
        behaviour: new Map(
          (await tx.lawBehaviour.findMany({ select: { id: true, hash: true } })).map((row) => [
            row.id,
            row.hash,
          ]),
        ),
      };
      let changed = 0;
      for (const { id, hash, ...data } of acts) {
        if (known.act.get(id) === hash) continue;
        await tx.lawAct.upsert({ where: { id }, create: { id, hash, data }, update: { hash, data } });
        changed += 1;
      }
      for (const { id, hash, ...data } of behaviours) {
        if (known.behaviour.get(id) === hash) continue;
        await tx.lawBehaviour.upsert({ where: { id }, create: { id, hash, data }, update: { hash, data } });
        changed += 1;
      }
      const goneActs = await tx.lawAct.deleteMany({ where: { id: { notIn: acts.map(({ id }) => id) } } });
      const goneBehaviours = await tx.lawBehaviour.deleteMany({
        where: { id: { notIn: behaviours.map(({ id }) => id) } },
      });
      return changed + goneActs.count + goneBehaviours.count;
    },
    { timeout: 60_000, maxWait: 60_000 },
  );
}
