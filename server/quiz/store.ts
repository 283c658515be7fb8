import type { StoredQuestion } from '../content/service.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Signer } from '../keys/store.ts';
import type { Actor } from '../staff/rules.ts';
import type { AskedQuestion } from './asked.ts';
import { poolOf, setsOf, sizeOf } from './sets.ts';
import type { FoundSet, PublicSet, QuestionSource } from './source.ts';

export type QuizStore = {
  /** Every shipped question the database holds now, by id; read once and kept until forgotten. */
  questions(): Promise<readonly AskedQuestion[]>;
  /** The scene of a shipped question's picture; undefined: no such question, or it has none. */
  sceneOf(ref: string): Promise<string | undefined>;
  /** A set whoever asks may use, shipped or of another source; null: there is none for them. */
  findSet(id: string, actor: Actor | null): Promise<FoundSet | null>;
  /** Sets that somebody signed in may use and not everybody. */
  ownSets(actor: Actor): Promise<PublicSet[]>;
  /** Sets that others share with everybody, source by source; read at most once a minute between two changes. */
  publicSets(): Promise<readonly PublicSet[]>;
  /** Where sets come from besides the shipped ones. */
  sources: readonly QuestionSource[];
  /** Called when the content changed in any process. */
  forget(): void;
  signer: Signer;
};

type Stock = { questions: readonly AskedQuestion[]; scenes: ReadonlyMap<string, string> };

/** Name of a question in attempts and addresses; signed, so that it does not give the key of its options away. */
export const refOf = (signer: Signer, what: unknown): string =>
  signer.sign(`question ${JSON.stringify(what)}`).slice(0, 6);

/**
 * What a question is named after: what is seen of it. One right option is written as before there were other kinds, so that
 * the addresses of attempts stay good.
 */
function seenOf({ id, text, task, scene }: StoredQuestion): unknown[] {
  if (task.kind !== 'one') return [id, text, task, scene];
  return [
    id,
    text,
    task.options.map((option, at) => ({ text: option.text, isRight: at === task.right })),
    scene,
  ];
}

function askedFrom(signer: Signer, stored: StoredQuestion): AskedQuestion & { scene?: string } {
  const { id, fact, text, task, explanation, provision, levels, difficulty, guides, scene } = stored;
  const { pictureVi, pictureView } = stored;
  const ref = refOf(signer, seenOf(stored));
  // The address names the question: names of scenes tell too much.
  const src = `/hinh/cau-hoi/${ref}.svg`;
  return {
    ...{ ref, id, about: `${fact}`, text, task, explanation, provision, levels, difficulty, guides },
    picture:
      pictureVi === undefined ? null : { src, alt: pictureVi, ...(pictureView && { view: pictureView }) },
    ...(scene !== undefined && { scene }),
  };
}

const SHARED_MS = 60_000;

/** Keeps the shipped questions in memory. */
export function createQuizStore(
  prisma: PrismaClient,
  signer: Signer,
  sources: readonly QuestionSource[],
): QuizStore {
  let current: Promise<Stock> | null = null;
  let shared: { sets: Promise<readonly PublicSet[]>; readAt: number } | null = null;
  const read = async (): Promise<Stock> => {
    const rows = await prisma.quizQuestion.findMany({ orderBy: { id: 'asc' } });
    const found = rows.map(({ data }) => askedFrom(signer, data as unknown as StoredQuestion));
    return {
      questions: found.map(({ scene: _, ...question }) => question),
      scenes: new Map(found.flatMap(({ ref, scene }) => (scene === undefined ? [] : [[ref, scene]]))),
    };
  };
  const stock = () => {
    if (!current) {
      const reading = read();
      current = reading;
      reading.catch(() => {
        if (current === reading) current = null;
      });
    }
    return current;
  };
  const questions = async () => (await stock()).questions;
  /** Every shared set is looked up with all its questions: nobody who asks again and again may have that done each time. */
  const publicSets = () => {
    if (!shared || performance.now() - shared.readAt > SHARED_MS) {
      const sets = Promise.all(sources.map((source) => source.publicSets())).then((lists) => lists.flat());
      const reading = { sets, readAt: performance.now() };
      shared = reading;
      sets.catch(() => {
        if (shared === reading) shared = null;
      });
    }
    return shared.sets;
  };
  return {
    questions,
    sceneOf: async (ref) => (await stock()).scenes.get(ref),
    findSet: async (id, actor) => {
      const shipped = await questions();
      const set = setsOf(shipped).find((each) => each.id === id);
      if (set)
        return { id, titleVi: null, questions: poolOf(shipped, set), size: sizeOf(set), isOrdered: false };
      for (const source of sources) {
        const found = await source.findSet(id, actor);
        if (found) return found;
      }
      return null;
    },
    ownSets: async (actor) =>
      (await Promise.all(sources.map(async (source) => source.ownSets?.(actor) ?? []))).flat(),
    publicSets,
    sources,
    forget: () => {
      current = null;
      shared = null;
    },
    signer,
  };
}
