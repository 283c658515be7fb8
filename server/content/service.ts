import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { Act, Behaviour, QuestionFile, Scene, type Question, type QuestionTask } from '#content/schema.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';

/** Folder of the content; the process runs in the project's folder. */
export const CONTENT_DIR = resolve('content');

const CONTENT_LOCK = 72707370;

type Item<T> = T & { id: string; hash: string };

/** A content file that does not fit its schema. */
export class ContentError extends Error {}

type Issue = Pick<z.core.$ZodIssue, 'path' | 'message'>;

/** Of what fits none of several schemas, the fault that lies deepest: the others say no more than that it is another one. */
function plainest(issue: z.core.$ZodIssue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const faults = issue.errors.flatMap((errors) => errors.slice(0, 1).map(plainest));
  const [deepest] = faults.toSorted((a, b) => b.path.length - a.path.length);
  return deepest ? { ...deepest, path: [...issue.path, ...deepest.path] } : issue;
}

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
      const data = readText(join(folder, name), raw, schema) as object;
      return { ...data, id: name.replace(/\.yaml$/, ''), hash: hashOf(raw) } as Item<z.infer<S>>;
    });
}

/** One YAML file. @throws ContentError naming file and field when it does not fit the schema */
export const readFile = <S extends z.ZodType>(file: string, schema: S): z.infer<S> =>
  readText(file, readFileSync(file, 'utf8'), schema);

function readText<S extends z.ZodType>(file: string, raw: string, schema: S): z.infer<S> {
  const parsed = schema.safeParse(parse(raw));
  if (parsed.success) return parsed.data;
  const { path, message } = plainest(parsed.error.issues[0]!);
  throw new ContentError(`${file}: ${path.join('.')}: ${message}`);
}

const hashOf = (raw: string): string => createHash('sha256').update(raw).digest('hex');

/**
 * A question with its options as a task, and with the words for those who do not see its picture; one that points at places
 * of its scene, with what of the scene's canvas is seen.
 */
export type StoredQuestion = Omit<Question, 'options' | 'task'> & {
  task: QuestionTask;
  pictureVi?: string;
  pictureView?: { xPx: number; yPx: number; widthPx: number; heightPx: number };
};

/** What of the canvas of a scene its drawing shows. */
function viewOf({ view, canvas }: Scene): NonNullable<StoredQuestion['pictureView']> {
  const { x, y, width, height } = view ?? { x: 0, y: 0, ...canvas };
  return { xPx: x, yPx: y, widthPx: width, heightPx: height };
}

/** Of a question either the options or the task are given. */
function storedTask({ options, task }: Pick<Question, 'options' | 'task'>): QuestionTask {
  if (!options) return task!;
  return {
    kind: 'one',
    options: options.map(({ text, misconception }) => ({
      text,
      ...(misconception !== undefined && { misconception }),
    })),
    right: options.findIndex(({ isRight }) => isRight),
  };
}

/**
 * Every question of `questions/` under a content folder, in the order of files and places.
 * @throws ContentError naming the file when one does not fit the schema, an id is taken twice, or its scene is missing
 */
export function readQuestions(contentDir: string): Item<StoredQuestion>[] {
  const scenes = new Map(readFolder(join(contentDir, 'scenes'), Scene).map((scene) => [scene.id, scene]));
  const seen = new Set<string>();
  return readFolder(join(contentDir, 'questions'), QuestionFile).flatMap((file) =>
    file.questions.map(({ options, task: other, ...rest }) => {
      const { id } = rest;
      const task = storedTask({ options, task: other });
      const scene = rest.scene ?? (task.kind === 'hotspot' ? task.scene : undefined);
      const question = { ...rest, task, ...(scene !== undefined && { scene }) };
      const fail = (what: string): never => {
        throw new ContentError(`${join(contentDir, 'questions', `${file.id}.yaml`)}: ${id}: ${what}`);
      };
      if (seen.has(id)) fail('this id exists twice');
      seen.add(id);
      if (scene === undefined) return { ...question, hash: hashOf(JSON.stringify(question)) };
      const drawn = scenes.get(scene) ?? fail(`there is no scene ${scene}`);
      const pictureVi = drawn.description;
      const pictureView = task.kind === 'hotspot' ? viewOf(drawn) : undefined;
      const hash = hashOf(JSON.stringify([question, pictureVi, ...(pictureView ? [pictureView] : [])]));
      return { ...question, pictureVi, ...(pictureView && { pictureView }), hash };
    }),
  );
}

/**
 * Writes the questions of a content folder into the database, as {@link syncContent} writes the law.
 * @returns how many were written or removed
 */
export async function syncQuestions(tx: Prisma.TransactionClient, contentDir: string): Promise<number> {
  const questions = readQuestions(contentDir);
  const rows = await tx.quizQuestion.findMany({ select: { id: true, hash: true } });
  const known = new Map(rows.map((row) => [row.id, row.hash]));
  let changed = 0;
  for (const { hash, ...data } of questions) {
    const { id } = data;
    if (known.get(id) === hash) continue;
    await tx.quizQuestion.upsert({ where: { id }, create: { id, hash, data }, update: { hash, data } });
    changed += 1;
  }
  const gone = await tx.quizQuestion.deleteMany({ where: { id: { notIn: questions.map(({ id }) => id) } } });
  return changed + gone.count;
}

/**
 * Writes the law and the questions of `content/` into the database: what is new or changed by hash, and takes out what left the folder.
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
      const questions = await syncQuestions(tx, contentDir);
      return changed + goneActs.count + goneBehaviours.count + questions;
    },
    { timeout: 60_000, maxWait: 60_000 },
  );
}
