/* Releases as the desk sees them: months with what was handed over, and drafts. */
import type { z } from 'zod';
import { progressAt, type State } from '../../approval/rules.ts';
import type { StaffContext } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import type { Publication, ReleaseDraft } from '../../generated/prisma/client.ts';
import { requireScope, scopeTest } from '../../scope.ts';
import { countingBatches } from '../counting.ts';
import { standingReleases } from '../current.ts';
import type { Named, ReleaseContent } from '../rules.ts';
import { compareDraft } from './compare.ts';
import { periodsWith, type DraftAudit } from './draft.ts';
import { currentContents } from './published.ts';
import { ReleaseData, type DraftInput, type MonthsInput } from './schema.ts';
import { publishableFrom } from './seal.ts';
import { readFrame, type Province } from './source.ts';
import type { DraftComparison, DraftRef, DraftReport, DraftView, MonthRow, MonthsView } from './views.ts';

/** Provinces that police send figures for, in the scope of whoever asks. */
async function provincesFor(ctx: StaffContext): Promise<Province[]> {
  const isSeen = await scopeTest(ctx, 'outcome.read');
  const units = await ctx.db.prisma.unit.findMany({
    where: { OR: [{ provinceSenders: { some: {} } }, { releases: { some: {} } }] },
    orderBy: [{ sortKey: 'asc' }, { code: 'asc' }],
    select: { id: true, code: true, shortName: true, isSample: true },
  });
  return units
    .filter(({ id }) => isSeen(id))
    .map(({ id, code, shortName, isSample }) => ({ id, code, nameVi: shortName, isSample }));
}

const named = ({ code, nameVi }: Province): Named => ({ code, nameVi });

/** Months of a province, newest first. @throws DomainError FORBIDDEN outside their scope */
export async function listMonths(
  ctx: StaffContext,
  { province: code }: z.output<typeof MonthsInput>,
): Promise<MonthsView> {
  const { prisma } = ctx.db;
  const now = ctx.now();
  const provinces = await provincesFor(ctx);
  const province = code === null ? provinces[0] : provinces.find((one) => one.code === code);
  if (code !== null && !province)
    throw new DomainError('NOT_FOUND', 'Chưa có số liệu của tỉnh này, hoặc tỉnh ngoài phạm vi của bạn.');
  const all = await ctx.releases.all();
  const waiting = all.find(({ liveAt }) => liveAt > now);
  const scheduled = waiting ? { number: waiting.number, month: waiting.month, liveAt: waiting.liveAt } : null;
  if (!province) return { provinces: provinces.map(named), province: null, months: [], scheduled };

  const [{ months } = { months: [] }] = await prisma.$queryRaw<{ months: string[] }[]>`
    SELECT coalesce(array_agg(DISTINCT month), '{}') AS months FROM (
      SELECT unnest(batch.months) AS month FROM outcome_batch AS batch
        JOIN outcome_sender AS sender ON sender.id = batch.sender_id WHERE sender.province_id = ${province.id}::uuid
      UNION SELECT month FROM release WHERE province_id = ${province.id}::uuid
    ) AS known`;
  const counting = await countingBatches(prisma, { provinceId: province.id }, months);
  const own = all.filter(({ provinceId }) => provinceId === province.id);
  const standing = standingReleases(own.filter(({ liveAt }) => liveAt <= now));
  const madeOf = await prisma.$queryRaw<{ number: number; batches: string[] }[]>`
    SELECT number, ARRAY(SELECT jsonb_array_elements_text(report -> 'batches')) AS batches FROM release
    WHERE number = ANY(${standing.map(({ number }) => number)}::int[])`;
  const batchesOf = new Map(madeOf.map(({ number, batches }) => [number, new Set(batches)]));
  const publicMonths = new Set(standing.map(({ month }) => month));
  const publications = await prisma.publication.findMany({
    where: { kind: 'release', unitId: province.id, state: { not: 'withdrawn' } },
    include: { versions: { orderBy: { number: 'desc' }, take: 1, select: { data: true } } },
    orderBy: { createdAt: 'asc' },
  });
  const publicationOf = new Map(
    publications.flatMap((row) => {
      const data = ReleaseData.safeParse(row.versions[0]?.data);
      return data.success ? [[data.data.month, row] as const] : [];
    }),
  );
  const drafts = new Map<string, Omit<ReleaseDraft, 'content' | 'kept' | 'report'>>();
  for (const draft of await prisma.releaseDraft.findMany({
    where: { provinceId: province.id },
    omit: { content: true, kept: true, report: true },
    orderBy: { preparedAt: 'asc' },
  }))
    drafts.set(draft.month, draft);

  const rows: MonthRow[] = [];
  for (const month of [...months].sort().reverse()) {
    const batches = counting.filter((each) => each.month === month);
    const taken = batches.map(({ takenAt }) => takenAt.getTime());
    const release = standing.findLast((each) => each.month === month);
    const draft = drafts.get(month);
    const publication = publicationOf.get(month);
    rows.push({
      month,
      batches: new Set(batches.map(({ batchId }) => batchId)).size,
      handedOverAt: taken.length === 0 ? null : new Date(Math.max(...taken)),
      publishableFrom: publishableFrom(month),
      periods: periodsWith(month, publicMonths),
      draft: draft ? await refOf(ctx, province, draft) : null,
      publication: publication ? publicationRef(publication, now) : null,
      release: release ? { number: release.number, liveAt: release.liveAt } : null,
      isChanged:
        release !== undefined &&
        batches.some(({ kind, batchId }) => kind === 'cases' && !batchesOf.get(release.number)!.has(batchId)),
      preparationId: ctx.releases.preparations.find(province.id, month)?.id ?? null,
    });
  }
  return { provinces: provinces.map(named), province: named(province), months: rows, scheduled };
}

function publicationRef(row: Publication, now: Date): MonthRow['publication'] {
  const { state, version, liveAt } = progressAt({ ...row, state: row.state as State }, now);
  return { id: row.id, state, version, since: state === row.state ? row.since : row.liveAt!, liveAt };
}

async function refOf(
  ctx: StaffContext,
  province: Province,
  { id, preparedAt, isSafe, corrects, month, mark }: Omit<ReleaseDraft, 'content' | 'kept' | 'report'>,
): Promise<DraftRef> {
  const frame = await readFrame(ctx.db.prisma, ctx.releases.groups, province, month, ctx.now());
  return { id, preparedAt, isSafe, corrects, isCurrent: frame.mark === mark };
}

type Loaded = { draft: ReleaseDraft; province: Province };

/** @throws DomainError NOT_FOUND, FORBIDDEN */
async function loadDraft(ctx: StaffContext, id: string): Promise<Loaded> {
  const draft = await ctx.db.prisma.releaseDraft.findUnique({ where: { id } });
  if (!draft) throw new DomainError('NOT_FOUND', 'Không có bản chuẩn bị này. Hãy mở lại từ danh sách tháng.');
  await requireScope(ctx, 'outcome.read', draft.provinceId);
  const unit = await ctx.db.prisma.unit.findUniqueOrThrow({ where: { id: draft.provinceId } });
  return {
    draft,
    province: { id: unit.id, code: unit.code, nameVi: unit.shortName, isSample: unit.isSample },
  };
}

const contentOf = ({ content }: ReleaseDraft): ReleaseContent => content as unknown as ReleaseContent;
const auditOf = ({ report }: ReleaseDraft): DraftAudit => report as unknown as DraftAudit;

/** A draft as its readers would see it, with what only the desk learns. @throws DomainError NOT_FOUND, FORBIDDEN */
export async function readDraft(ctx: StaffContext, { id }: z.output<typeof DraftInput>): Promise<DraftView> {
  const { draft, province } = await loadDraft(ctx, id);
  const staff = await ctx.db.prisma.staff.findUnique({
    where: { id: draft.staffId },
    select: { name: true },
  });
  const [publication] = await ctx.db.prisma.$queryRaw<{ id: string }[]>`
    SELECT publication_id::text AS id FROM publication_version
    WHERE data ->> 'draftId' = ${id} ORDER BY saved_at DESC LIMIT 1`;
  return {
    ...(await refOf(ctx, province, draft)),
    province: named(province),
    month: draft.month,
    publishableFrom: publishableFrom(draft.month),
    preparedBy: staff?.name ?? null,
    content: contentOf(draft),
    notes: auditOf(draft).notes,
    publicationId: publication?.id ?? null,
  };
}

/** The audit of a draft. @throws DomainError NOT_FOUND, FORBIDDEN */
export async function readReport(
  ctx: StaffContext,
  { id }: z.output<typeof DraftInput>,
): Promise<DraftReport> {
  const { draft } = await loadDraft(ctx, id);
  const { communes, areas, groups, units } = contentOf(draft);
  const all = [...communes, ...areas, ...units, ...groups, ...groups.flatMap(({ behaviours }) => behaviours)];
  return {
    ...auditOf(draft).audit,
    names: Object.fromEntries(all.map(({ code, nameVi }) => [code, nameVi])),
  };
}

/** What readers would see otherwise than now. @throws DomainError NOT_FOUND, FORBIDDEN */
export async function compareWithPublic(
  ctx: StaffContext,
  { id }: z.output<typeof DraftInput>,
): Promise<DraftComparison> {
  const { draft, province } = await loadDraft(ctx, id);
  return compareDraft(contentOf(draft), await currentContents(ctx, province.code));
}
