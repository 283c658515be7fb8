import type { Context, StaffContext } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { Publication, PublicationVersion } from '../generated/prisma/client.ts';
import { isInScope, requireScope } from '../scope.ts';
import { isFreshlyReset } from '../staff/rules.ts';
import {
  KINDS,
  progressAt,
  type Asker,
  type KindRules,
  type Need,
  type Progress,
  type PublicationKind,
  type State,
} from './rules.ts';

/** A row with its kind and where it stands at the instant it was read. */
export type Loaded = { row: Publication; kind: KindRules; progress: Progress };

/** What the workflow reads of a row, as kept. */
export const progressOf = (row: Publication): Progress => ({
  state: row.state as State,
  version: row.version,
  lastVersion: row.lastVersion,
  liveVersion: row.liveVersion,
  authorIds: row.authorIds,
  liveAt: row.liveAt,
  embargoAt: row.embargoAt,
});

export const kindOf = (row: Pick<Publication, 'kind'>): KindRules => KINDS[row.kind as PublicationKind];

/** The unit over which permissions for a publication are asked; null: everywhere. */
export const unitOver = (
  { isSiteWide }: KindRules,
  { unitId }: Pick<Publication, 'unitId'>,
): string | null => (isSiteWide ? null : unitId);

/**
 * A publication for somebody who may read it in their scope, or wrote what is in the works.
 * @throws DomainError NOT_FOUND, or FORBIDDEN outside the scope of whoever asks
 */
export async function loadPublication(ctx: StaffContext, id: string): Promise<Loaded> {
  const row = await ctx.db.prisma.publication.findUnique({ where: { id } });
  if (!row) throw new DomainError('NOT_FOUND', 'Không có mục này. Hãy mở lại từ danh sách.');
  const kind = kindOf(row);
  const unitId = unitOver(kind, row);
  const mayWrite =
    row.authorIds.includes(ctx.actor.id) && (await isInScope(ctx, kind.permissions.write, unitId));
  if (!mayWrite) await requireScope(ctx, 'publication.read', unitId);
  return { row, kind, progress: progressAt(progressOf(row), ctx.now()) };
}

/** @throws DomainError NOT_FOUND */
export async function loadVersion(
  ctx: Pick<Context, 'db'>,
  publicationId: string,
  number: number,
): Promise<PublicationVersion> {
  const version = await ctx.db.prisma.publicationVersion.findUnique({
    where: { publicationId_number: { publicationId, number } },
  });
  if (!version) throw new DomainError('NOT_FOUND', `Không có bản ${number} của mục này.`);
  return version;
}

/** Whoever asks, as the workflow sees them over the unit of a publication. */
export async function askerOver(
  ctx: StaffContext,
  kind: KindRules,
  row: Pick<Publication, 'unitId'>,
): Promise<Asker> {
  const needs: Need[] = ['write', 'check', 'approve', 'withdraw'];
  const held = new Set<Need>();
  for (const need of needs)
    if (await isInScope(ctx, kind.permissions[need], unitOver(kind, row))) held.add(need);
  return {
    id: ctx.actor.id,
    holds: (need) => held.has(need),
    isFreshlyReset: isFreshlyReset(ctx.actor, ctx.now()),
  };
}

/** Names of people of the desk by id; somebody who is gone has none. */
export async function namesOf(
  ctx: Pick<Context, 'db'>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await ctx.db.prisma.staff.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
