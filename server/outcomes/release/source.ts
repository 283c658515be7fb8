import { createHash } from 'node:crypto';
import type { OutcomeBehaviours } from '#content/schema.ts';
import { POLICY } from '../../disclosure/rules.ts';
import type { Fact } from '../../disclosure/types.ts';
import { DomainError } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { countingBatches, type Counting } from '../counting.ts';
import { standingReleases } from '../current.ts';
import { lastDayOf, monthsOf, spanOf, type Named, type ReleaseContent } from '../rules.ts';
import { periodsWith, reachOf, type DraftAudit, type DraftSource, type PastRelease } from './draft.ts';
import { publishedFacts } from './facts.ts';
import type { Geography } from './geography.ts';
import { readHandedOver } from './handed-over.ts';

type Tx = Prisma.TransactionClient;

export type Province = Named & { id: string; isSample: boolean };

/** All that a draft is made of but the figures themselves; cheap to read. */
export type SourceFrame = {
  province: Province;
  month: string;
  periods: readonly string[];
  corrects: number | null;
  geography: Geography;
  groups: ReleaseContent['groups'];
  counting: readonly Counting[];
  facts: readonly Fact[];
  /** Numbers and manifests of the releases it is checked against. */
  past: readonly { number: number; manifestHash: string }[];
  /** Digest of all that: a draft is current as long as it stays the same. */
  mark: string;
};

/** The groups of the content as a release names them. */
export const groupsOf = ({ groups }: OutcomeBehaviours): ReleaseContent['groups'] =>
  groups.map(({ id, nameVi, behaviours }) => ({
    code: id,
    nameVi,
    behaviours: behaviours.map((one) => ({ code: one.id, nameVi: one.nameVi })),
  }));

/** @throws DomainError NOT_FOUND */
export async function provinceByCode(prisma: Pick<Tx, 'unit'>, code: string): Promise<Province> {
  const unit = await prisma.unit.findFirst({ where: { code, kind: 'province' } });
  if (!unit) throw new DomainError('NOT_FOUND', 'Không có tỉnh mang mã này.');
  return { id: unit.id, code: unit.code, nameVi: unit.shortName, isSample: unit.isSample };
}

/**
 * What a draft of a month would be made of now. A release of the same month that nobody has seen yet is left out: this one is to
 * stand in its place.
 */
export async function readFrame(
  prisma: Tx,
  groups: ReleaseContent['groups'],
  province: Province,
  month: string,
  now: Date,
): Promise<SourceFrame> {
  const reach = reachOf(month);
  const rows = await prisma.release.findMany({
    where: { provinceId: province.id, month: { in: [...reach] } },
    select: {
      number: true,
      month: true,
      manifestHash: true,
      corrects: true,
      liveAt: true,
      withdrawnAt: true,
    },
    orderBy: { number: 'asc' },
  });
  const past = rows.filter((row) => row.month !== month || row.liveAt <= now);
  const standing = standingReleases(past);
  const periods = periodsWith(month, new Set(standing.map((row) => row.month)));
  const months = [...new Set(periods.flatMap(monthsOf))].sort();
  const frame = {
    province,
    month,
    periods,
    corrects: standing.findLast((row) => row.month === month)?.number ?? null,
    geography: await readGeography(prisma, province.id, lastDayOf(month)),
    groups,
    counting: await countingBatches(prisma, { provinceId: province.id }, months),
    facts: await publishedFacts(prisma, province.id, reach),
    past: past.map(({ number, manifestHash }) => ({ number, manifestHash })),
  };
  const digest = createHash('sha256')
    .update(JSON.stringify([POLICY.version, frame]))
    .digest('hex');
  return { ...frame, mark: digest };
}

/** Reads the figures and the earlier releases of a frame. */
export async function readSource(prisma: Tx, frame: SourceFrame, madeOn: string): Promise<DraftSource> {
  const { province, month, periods, corrects, geography, groups, counting, facts, past } = frame;
  // Tables longer than a quarter count contributions only.
  const caseMonths = new Set(periods.filter((period) => spanOf(period) !== 'half-year').flatMap(monthsOf));
  const handedOver = await readHandedOver(prisma, counting, caseMonths);
  const codes = [...new Set(handedOver.contributions.map(({ unit }) => unit))];
  const units = await prisma.unit.findMany({
    where: { code: { in: codes } },
    select: { code: true, shortName: true },
    orderBy: [{ sortKey: 'asc' }, { code: 'asc' }],
  });
  return {
    ...{ month, periods, corrects, geography, groups, handedOver, facts, madeOn },
    isSample: province.isSample,
    province: { code: province.code, nameVi: province.nameVi },
    units: units.map(({ code, shortName }) => ({ code, nameVi: shortName })),
    past: await readPast(
      prisma,
      past.map(({ number }) => number),
    ),
  };
}

/** Releases with what is kept of them in private, oldest first. */
export async function readPast(prisma: Tx, numbers: readonly number[]): Promise<PastRelease[]> {
  const rows = await prisma.release.findMany({
    where: { number: { in: [...numbers] } },
    select: { content: true, kept: true, report: true },
    orderBy: { number: 'asc' },
  });
  return rows.map(({ content, kept, report }) => ({
    content: content as unknown as ReleaseContent,
    kept: kept as unknown as PastRelease['kept'],
    sumBases: (report as unknown as DraftAudit).sumBases,
  }));
}

/** The communes of a province of all days, with the names of a day. */
export async function readGeography(prisma: Tx, provinceId: string, day: string): Promise<Geography> {
  const communes = await prisma.$queryRaw<
    { id: string; code: string; nameVi: string; validFrom: string | null; validTo: string | null }[]
  >`
    WITH RECURSIVE own AS (
      SELECT id FROM unit WHERE kind = 'commune-committee' AND parent_id = ${provinceId}::uuid
      UNION SELECT link.from_id FROM unit_lineage AS link JOIN own ON own.id = link.to_id
    )
    SELECT unit.id::text, code, valid_from AS "validFrom", valid_to AS "validTo",
      coalesce((
        SELECT name.short_name FROM unit_name AS name
        WHERE name.unit_id = unit.id AND (name.from_on IS NULL OR name.from_on <= ${day})
        ORDER BY name.from_on DESC NULLS LAST, name.created_at DESC LIMIT 1
      ), unit.short_name) AS "nameVi"
    FROM unit JOIN own ON own.id = unit.id ORDER BY unit.sort_key, code`;
  const codeOf = new Map(communes.map(({ id, code }) => [id, code]));
  const ids = communes.map(({ id }) => id);
  const links = await prisma.unitLineage.findMany({
    where: { fromId: { in: ids }, toId: { in: ids } },
    select: { fromId: true, toId: true, onDay: true },
    orderBy: [{ onDay: 'asc' }, { id: 'asc' }],
  });
  const areas = await prisma.outcomeArea.findMany({
    where: { provinceId },
    orderBy: [{ position: 'asc' }, { code: 'asc' }],
    include: { communes: { orderBy: { communeId: 'asc' } } },
  });
  return {
    communes: communes.map(({ code, nameVi, validFrom, validTo }) => ({ code, nameVi, validFrom, validTo })),
    links: links.map(({ fromId, toId, onDay }) => ({
      from: codeOf.get(fromId)!,
      to: codeOf.get(toId)!,
      onDay,
    })),
    areas: areas.map(({ code, name }) => ({ code, nameVi: name })),
    stays: areas.flatMap(({ code, communes: stays }) =>
      stays.flatMap(({ communeId, fromOn, toOn }) => {
        const commune = codeOf.get(communeId);
        return commune === undefined ? [] : [{ area: code, commune, fromOn, toOn }];
      }),
    ),
  };
}
