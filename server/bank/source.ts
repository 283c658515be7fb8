import type { Level, Task } from '#content/schema.ts';
import type { BankQuestion, BankSet, PrismaClient } from '../generated/prisma/client.ts';
import type { Signer } from '../keys/store.ts';
import { pictureOf } from '../media/rules.ts';
import type { AskedQuestion } from '../quiz/rules.ts';
import type { FoundSet, PublicSet, QuestionSource } from '../quiz/source.ts';
import type { Actor } from '../staff/rules.ts';
import { formatItem, isSetCode, parseItem } from './rules.ts';
import { SharedSet } from './schema.ts';
import type { ScenePictures } from './store.ts';

/** What of a question is needed to ask it. */
export type Servable = Pick<
  BankQuestion,
  'id' | 'text' | 'explanation' | 'levels' | 'difficulty' | 'scene' | 'mediaId' | 'provision'
> & { task: unknown };

/** The rows of a set's own questions, by id; those put away are none. */
export async function ownRows(
  prisma: Pick<PrismaClient, 'bankQuestion'>,
  { ownerId, items }: Pick<BankSet, 'ownerId' | 'items'>,
): Promise<Map<string, BankQuestion>> {
  const ids = items.flatMap((text) => {
    const item = parseItem(text);
    return item?.from === 'own' ? [item.id] : [];
  });
  const rows = await prisma.bankQuestion.findMany({ where: { id: { in: ids }, ownerId, archivedAt: null } });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whether whoever asks may read and use a set as it is now: its owner, and within its school when it is shared there. */
export const maySeeSet = (
  row: Pick<BankSet, 'ownerId' | 'unitId' | 'sharing'>,
  actor: Pick<Actor, 'id' | 'assignments' | 'isSecondFactorMissing'> | null,
): boolean =>
  actor !== null &&
  !actor.isSecondFactorMissing &&
  (row.ownerId === actor.id ||
    (row.sharing === 'school' &&
      row.unitId !== null &&
      actor.assignments.some(({ unitId }) => unitId === row.unitId)));

/** What readers see of a set that was approved for everyone; null: nothing. */
export async function approvedText(
  prisma: Pick<PrismaClient, 'publication' | 'publicationVersion'>,
  publicationId: string | null,
): Promise<{ title: string; data: SharedSet } | null> {
  if (publicationId === null) return null;
  const publication = await prisma.publication.findUnique({ where: { id: publicationId } });
  if (publication?.liveVersion == null || publication.state === 'withdrawn') return null;
  const version = await prisma.publicationVersion.findUnique({
    where: { publicationId_number: { publicationId, number: publication.liveVersion } },
  });
  const data = SharedSet.safeParse(version?.data);
  return version && data.success ? { title: version.title, data: data.data } : null;
}

/** Questions of teachers as the quiz asks them. Those that name no provision are none. */
export function createAsker(prisma: PrismaClient, signer: Signer, pictures: ScenePictures) {
  return async (questions: readonly Servable[]): Promise<Map<string, AskedQuestion>> => {
    const mediaIds = questions.flatMap(({ mediaId }) => (mediaId === null ? [] : [mediaId]));
    const files = await prisma.mediaFile.findMany({ where: { id: { in: mediaIds } } });
    const pictureFor = ({ mediaId, scene }: Servable, task: Task): AskedQuestion['picture'] => {
      if (task.kind === 'hotspot') return pictures.pictureOf(task.scene);
      const file = files.find(({ id }) => id === mediaId);
      const shown = file && pictureOf(file);
      if (shown) return { src: shown.src, alt: shown.alt };
      const drawn = scene === null ? null : pictures.pictureOf(scene);
      return drawn && { src: drawn.src, alt: drawn.alt };
    };
    return new Map(
      questions.flatMap((question) => {
        const { id, text, explanation, provision, levels, difficulty } = question;
        if (provision === null) return [];
        const task = question.task as Task;
        const picture = pictureFor(question, task);
        const named = JSON.stringify([id, text, task, picture?.src ?? null]);
        const asked: AskedQuestion = {
          ref: signer.sign(`question of the bank ${named}`).slice(0, 6),
          id,
          about: id,
          text,
          task,
          explanation,
          provision,
          levels: levels as Level[],
          difficulty: difficulty as 1 | 2 | 3,
          guides: [],
          picture,
        };
        return [[id, asked] as const];
      }),
    );
  };
}

/**
 * Where sets of the bank come from when they are played, given as homework or printed.
 * @param shipped every shipped question there is now
 */
export function createBankSource(
  prisma: PrismaClient,
  signer: Signer,
  pictures: ScenePictures,
  shipped: () => Promise<readonly AskedQuestion[]>,
): QuestionSource {
  const askedOf = createAsker(prisma, signer, pictures);

  const found = async (
    set: { id: string; titleVi: string },
    order: readonly string[],
    own: readonly Servable[],
  ): Promise<FoundSet> => {
    const asked = await askedOf(own);
    const known = new Map((await shipped()).map((question) => [question.id, question]));
    const questions = order.flatMap((text) => {
      const item = parseItem(text);
      const question = item?.from === 'own' ? asked.get(item.id) : known.get(item?.id ?? '');
      return question ? [question] : [];
    });
    return { ...set, questions, size: questions.length, isOrdered: true };
  };

  return {
    findSet: async (id, actor) => {
      if (!isSetCode(id)) return null;
      const row = await prisma.bankSet.findUnique({ where: { code: id } });
      if (!row || row.archivedAt !== null) return null;
      if (maySeeSet(row, actor))
        return found({ id, titleVi: row.title }, row.items, [...(await ownRows(prisma, row)).values()]);
      const approved = await approvedText(prisma, row.publicationId);
      if (!approved) return null;
      const { questions } = approved.data;
      const own = questions.flatMap((item) => (item.from === 'own' ? [item.question] : []));
      const order = questions.map((item) =>
        formatItem(item.from === 'own' ? { from: 'own', id: item.question.id } : item),
      );
      return found({ id, titleVi: approved.title }, order, own);
    },
    publicSets: async (): Promise<PublicSet[]> => {
      const rows = await prisma.bankSet.findMany({
        where: { publicationId: { not: null }, archivedAt: null },
        include: { unit: { select: { shortName: true } } },
        orderBy: { code: 'asc' },
      });
      const sets = await Promise.all(
        rows.map(async ({ code, publicationId, unit }) => {
          const approved = await approvedText(prisma, publicationId);
          return approved
            ? [
                {
                  id: code,
                  titleVi: approved.title,
                  levels: approved.data.levels,
                  questions: approved.data.questions.length,
                  byVi: unit?.shortName ?? null,
                },
              ]
            : [];
        }),
      );
      return sets.flat();
    },
    ownSets: async (actor): Promise<PublicSet[]> => {
      const unitIds = actor.assignments.flatMap(({ unitId }) => unitId ?? []);
      const rows = await prisma.bankSet.findMany({
        where: {
          archivedAt: null,
          OR: [{ ownerId: actor.id }, { sharing: 'school', unitId: { in: unitIds } }],
        },
        include: { unit: { select: { shortName: true } } },
        orderBy: [{ updatedAt: 'desc' }, { code: 'asc' }],
      });
      return rows
        .filter((row) => maySeeSet(row, actor))
        .map(({ code, title, levels, items, unit, ownerId }) => ({
          id: code,
          titleVi: title,
          levels: levels as Level[],
          questions: items.length,
          byVi: ownerId === actor.id ? null : (unit?.shortName ?? null),
        }));
    },
  };
}
