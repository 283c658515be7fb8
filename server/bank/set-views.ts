import type { z } from 'zod';
import type { Level } from '#content/schema.ts';
import type { State } from '../approval/rules.ts';
import type { StaffContext } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { BankSet, Prisma } from '../generated/prisma/client.ts';
import { askedOn, readinessOf } from '../quiz/rules.ts';
import { fold } from '../search/rules.ts';
import { parseItem, usabilityOf, type Sharing, type Usability } from './rules.ts';
import type { SetInput, SetListInput } from './schema.ts';
import { maySeeSet, ownRows } from './source.ts';
import { noSet } from './write.ts';

const PAGE_SIZE = 25;

/** A set as a list shows it. */
export type SetRow = {
  code: string;
  title: string;
  description: string;
  levels: Level[];
  /** Questions in it, and how many of them may be asked today. */
  questions: number;
  usable: number;
  sharing: Sharing;
  /** Where it stands on its way to everyone; null: it was never sent there, or was taken back. */
  publicState: State | null;
  isPublic: boolean;
  ownerName: string;
  isMine: boolean;
  unitName: string | null;
  isArchived: boolean;
  updatedAt: Date;
};

/** A question in a set as its owner sees it. `why`: no longer there. */
export type SetMember = {
  item: string;
  from: 'own' | 'shipped';
  id: string;
  /** null: it is no longer there. */
  text: string | null;
  kind: string;
  usability: Usability;
};

export type SetView = SetRow & {
  version: number;
  /** null: it belongs to no unit and cannot be shared within one. */
  unitId: string | null;
  members: SetMember[];
  publication: {
    id: string;
    version: number;
    /** What was said when it was last sent back or withdrawn; null: nothing. */
    reason: string | null;
  } | null;
};

type Shown = Prisma.BankSetGetPayload<{
  include: { unit: { select: { shortName: true } }; owner: { select: { name: true } } };
}>;
const SHOWN = {
  unit: { select: { shortName: true } },
  owner: { select: { name: true } },
} satisfies Prisma.BankSetInclude;

async function membersOf(ctx: StaffContext, row: BankSet): Promise<SetMember[]> {
  const registry = await ctx.law.registry();
  const own = await ownRows(ctx.db.prisma, row);
  const shipped = new Map((await ctx.quiz.questions()).map((question) => [question.id, question]));
  const gone: Usability = {
    state: 'held',
    provisionId: '',
    citation: 'câu này',
    sinceOn: null,
    why: 'đã bị xóa',
  };
  return row.items.flatMap((text): SetMember[] => {
    const item = parseItem(text);
    if (!item) return [];
    const found = item.from === 'own' ? own.get(item.id) : undefined;
    if (found)
      return [
        {
          ...{ item: text, ...item, text: found.text, kind: found.kind },
          usability: usabilityOf(registry, found.provision, ctx.today),
        },
      ];
    const question = item.from === 'shipped' ? shipped.get(item.id) : undefined;
    if (!question) return [{ item: text, ...item, text: null, kind: '', usability: gone }];
    const usability = usabilityOf(registry, question.provision, ctx.today);
    const isReady = readinessOf(registry, question, ctx.today).ok;
    return [
      {
        ...{ item: text, ...item, kind: question.task.kind },
        text: isReady ? askedOn(registry, question, ctx.today).text : question.text,
        usability:
          isReady || usability.state !== 'ready'
            ? usability
            : { ...usability, state: 'held', sinceOn: null, why: 'đang được xem lại' },
      },
    ];
  });
}

async function rowOf(ctx: StaffContext, row: Shown, members?: readonly SetMember[]): Promise<SetRow> {
  const all = members ?? (await membersOf(ctx, row));
  const publication = row.publicationId
    ? await ctx.db.prisma.publication.findUnique({ where: { id: row.publicationId } })
    : null;
  const state = (publication?.state ?? null) as State | null;
  return {
    code: row.code,
    title: row.title,
    description: row.description,
    levels: row.levels as Level[],
    questions: all.length,
    usable: all.filter(({ usability }) => usability.state === 'ready').length,
    sharing: row.sharing as Sharing,
    publicState: state === 'withdrawn' ? null : state,
    isPublic: publication?.liveVersion != null && state !== 'withdrawn',
    ownerName: row.owner.name,
    isMine: row.ownerId === ctx.actor.id,
    unitName: row.unit?.shortName ?? null,
    isArchived: row.archivedAt !== null,
    updatedAt: row.updatedAt,
  };
}

/** Sets of whoever asks, those put away, or those that others share at the units they have a role at. */
export async function listSets(
  ctx: StaffContext,
  { whose, query, page }: z.output<typeof SetListInput>,
): Promise<{ rows: SetRow[]; total: number; size: number }> {
  const units = ctx.actor.assignments.flatMap(({ unitId }) => (unitId === null ? [] : [unitId]));
  const where: Prisma.BankSetWhereInput = {
    ...(whose === 'school'
      ? { sharing: 'school', unitId: { in: units }, ownerId: { not: ctx.actor.id }, archivedAt: null }
      : { ownerId: ctx.actor.id, archivedAt: whose === 'archived' ? { not: null } : null }),
    AND: fold(query)
      .split(' ')
      .filter(Boolean)
      .map((word) => ({ folded: { contains: word } })),
  };
  const [total, rows] = await Promise.all([
    ctx.db.prisma.bankSet.count({ where }),
    ctx.db.prisma.bankSet.findMany({
      where,
      include: SHOWN,
      orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
    }),
  ]);
  return { rows: await Promise.all(rows.map((row) => rowOf(ctx, row))), total, size: PAGE_SIZE };
}

/** The row of a set that whoever asks may read. @throws DomainError NOT_FOUND */
export async function seenSet(ctx: StaffContext, code: string): Promise<Shown> {
  const row = await ctx.db.prisma.bankSet.findUnique({ where: { code }, include: SHOWN });
  if (!row || !maySeeSet(row, ctx.actor) || (row.archivedAt !== null && row.ownerId !== ctx.actor.id))
    throw noSet();
  return row;
}

/** The row of a set of whoever asks. @throws DomainError NOT_FOUND; FORBIDDEN for one they only read */
export async function ownSet(ctx: StaffContext, code: string): Promise<Shown> {
  const row = await seenSet(ctx, code);
  if (row.ownerId !== ctx.actor.id)
    throw new DomainError(
      'FORBIDDEN',
      'Đây là bộ của đồng nghiệp. Hãy chép thành bộ của bạn rồi sửa bản chép.',
    );
  return row;
}

/** One set with its questions. @throws DomainError NOT_FOUND */
export async function readSet(ctx: StaffContext, { code }: z.output<typeof SetInput>): Promise<SetView> {
  const row = await seenSet(ctx, code);
  const members = await membersOf(ctx, row);
  const publication = row.publicationId
    ? await ctx.db.prisma.publication.findUnique({
        where: { id: row.publicationId },
        include: { steps: { orderBy: { id: 'desc' }, take: 1 } },
      })
    : null;
  const last = publication?.steps[0];
  return {
    ...(await rowOf(ctx, row, members)),
    version: row.version,
    unitId: row.unitId,
    members,
    publication: publication && {
      id: publication.id,
      version: publication.version,
      reason: last && ['send-back', 'withdraw'].includes(last.verb) ? last.reason : null,
    },
  };
}

/** The set of a publication, for its owner; null: there is none of theirs. */
export async function setOfPublication(
  ctx: StaffContext,
  { id }: { id: string },
): Promise<{ code: string } | null> {
  return ctx.db.prisma.bankSet.findFirst({
    where: { publicationId: id, ownerId: ctx.actor.id },
    select: { code: true },
  });
}
