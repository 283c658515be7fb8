import type { StaffContext } from '../context.ts';
import type { Happening, WaitingItem } from '../desk/rules.ts';
import type { DeskSource } from '../desk/source.ts';
import type { Publication } from '../generated/prisma/client.ts';
import { scopeTest, type ScopeTest } from '../scope.ts';
import { isFreshlyReset, type Permission } from '../staff/rules.ts';
import { kindOf, namesOf, progressOf, unitOver } from './load.ts';
import {
  doneWords,
  KINDS,
  stepFor,
  type Need,
  type PublicationKind,
  type State,
  type Verb,
} from './rules.ts';

type Next = { verb: Verb; work: string; label: string; detail: string };

/** What comes next from each state in which something waits, and what that work is called. */
const NEXT: Partial<Record<State, Next>> = {
  draft: { verb: 'submit', work: 'Viết', label: 'Viết tiếp', detail: 'Bản nháp của bạn, chưa gửi đi.' },
  submitted: {
    verb: 'check',
    work: 'Kiểm tra luật',
    label: 'Đối chiếu',
    detail: 'Cần người kiểm tra luật xác nhận.',
  },
  checked: { verb: 'approve', work: 'Duyệt', label: 'Duyệt', detail: 'Đủ điều kiện, chờ người duyệt.' },
  approved: { verb: 'publish', work: 'Đăng', label: 'Đăng hoặc hẹn giờ', detail: 'Đã duyệt, chưa đăng.' },
};

/** What a kind calls it otherwise: figures are not written, and their second signature is what counts. */
const NEXT_OF: Partial<Record<PublicationKind, Partial<Record<State, Partial<Next>>>>> = {
  release: {
    draft: { work: 'Gửi duyệt', label: 'Xem và gửi duyệt', detail: 'Đã lập bản, chưa gửi duyệt.' },
    checked: { label: 'Xem và ký', detail: 'Cần người ký thứ hai.' },
  },
};

const FIND_RECENT = 60;

/** What the workflow puts on the first page of the desk: every publication whose next step is theirs to take. */
export const approvalSource: DeskSource = {
  waiting: async (ctx) => {
    const rows = await ctx.db.prisma.publication.findMany({
      where: { state: { in: Object.keys(NEXT) } },
      include: { unit: { select: { shortName: true } } },
    });
    const holds = await scopesOf(ctx);
    const returned = await returnedDrafts(ctx, rows);
    return rows.flatMap((row): WaitingItem[] => {
      const { id, title, since, dueOn, unit } = row;
      const kind = kindOf(row);
      const progress = progressOf(row);
      const { verb, work, label, detail } = {
        ...NEXT[progress.state]!,
        ...NEXT_OF[kind.kind]?.[progress.state],
      };
      const asker = {
        id: ctx.actor.id,
        holds: (need: Need) => holds.get(kind.permissions[need])!(unitOver(kind, row)),
        isFreshlyReset: isFreshlyReset(ctx.actor, ctx.now()),
      };
      // An embargo keeps from publishing, not from setting the hour.
      const open = stepFor(kind, { ...progress, embargoAt: null }, verb, asker, ctx.now());
      const isTheirs = progress.state !== 'draft' || progress.authorIds.includes(ctx.actor.id);
      if (!open.ok || !isTheirs) return [];
      const reason = returned.get(id);
      return [
        {
          id: `publication:${id}`,
          work,
          title: `${kind.titleVi}: ${title}`,
          detail: [reason === undefined ? detail : `Bị trả lại: ${reason}`, unit?.shortName]
            .filter(Boolean)
            .join(' · '),
          since,
          dueOn,
          path: `${kind.deskPath}${id}/`,
          verb: reason === undefined ? label : 'Sửa và gửi lại',
        },
      ];
    });
  },

  recent: async (ctx, limit) => {
    const steps = await ctx.db.prisma.publicationStep.findMany({
      where: { verb: { not: 'edit' } },
      orderBy: { id: 'desc' },
      take: FIND_RECENT,
      include: { publication: true },
    });
    const isSeen = await scopeTest(ctx, 'publication.read');
    const seen = steps
      .filter(({ publication }) => isSeen(unitOver(kindOf(publication), publication)))
      .slice(0, limit);
    const names = await namesOf(
      ctx,
      seen.map(({ staffId }) => staffId),
    );
    return seen.map(({ id, at, verb, staffId, publication }): Happening => {
      const kind = kindOf(publication);
      const who = staffId === ctx.actor.id ? 'Bạn' : (names.get(staffId) ?? 'Một người đã rời bàn làm việc');
      return {
        id,
        at,
        text: `${who} ${doneWords[verb as Verb]}`,
        title: publication.title,
        path: `${kind.deskPath}${publication.id}/`,
      };
    });
  },
};

/** Scope tests of every permission that a kind asks for. */
async function scopesOf(ctx: StaffContext): Promise<Map<Permission, ScopeTest>> {
  const asked = new Set(Object.values(KINDS).flatMap(({ permissions }) => Object.values(permissions)));
  const tests = new Map<Permission, ScopeTest>();
  for (const permission of asked) tests.set(permission, await scopeTest(ctx, permission));
  return tests;
}

/** Reasons by id of those drafts whose last step was that they were sent back. */
async function returnedDrafts(ctx: StaffContext, rows: readonly Publication[]): Promise<Map<string, string>> {
  const last = await ctx.db.prisma.publicationStep.findMany({
    where: { publicationId: { in: rows.filter(({ state }) => state === 'draft').map(({ id }) => id) } },
    orderBy: { id: 'desc' },
    distinct: ['publicationId'],
  });
  return new Map(
    last
      .filter(({ verb }) => verb === 'send-back')
      .map(({ publicationId, reason }) => [publicationId, reason ?? '']),
  );
}
