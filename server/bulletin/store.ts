import type { OutcomeBehaviours } from '#content/schema.ts';
import { progressAt, type State } from '../approval/rules.ts';
import { dayOf } from '../calendar.ts';
import type { Database } from '../db.ts';
import type { Fact } from '../disclosure/types.ts';
import { monthsOf, periodOf, standingReleases, type Named } from '../outcomes/rules.ts';
import { factsOf, type BulletinData, type ToldBehaviour, type ToldProvince } from './rules.ts';

/** A bulletin as readers see it. Days in Asia/Ho_Chi_Minh. */
export type ShownBulletin = {
  id: string;
  slug: string;
  title: string;
  data: BulletinData;
  province: Named & { isSample: boolean };
  /** Day it came out, and day of the version readers see. */
  publishedOn: string;
  changedOn: string;
  /** Notes on what was wrong in earlier versions, newest first. */
  corrections: { on: string; note: string }[];
};

/** The bulletins there are and what they rest on, kept until one of them changes. */
export type BulletinStore = {
  behaviours: readonly ToldBehaviour[];
  /** What readers see at an instant, newest first. */
  shown(now: Date): Promise<ShownBulletin[]>;
  /** Provinces of which figures are public at an instant, in Vietnamese order. */
  provinces(now: Date): Promise<ToldProvince[]>;
  /**
   * What bulletins of a province told or will tell at their hour, withdrawn ones too: nobody forgets what they read.
   * @param without leave out one publication; null: none
   */
  facts(provinceId: string, without?: string | null): Promise<Fact[]>;
  /** Called when something changed in any process. */
  forget(tags: readonly string[]): void;
};

type Version = {
  number: number;
  title: string;
  slug: string | null;
  data: unknown;
  liveAt: Date | null;
  correction: string | null;
};
const collator = new Intl.Collator('vi');

/** Opens the store. @param content the behaviours that outcomes are counted by */
export function createBulletinStore(
  { prisma }: Pick<Database, 'prisma'>,
  { groups }: OutcomeBehaviours,
): BulletinStore {
  let bulletins: Promise<Awaited<ReturnType<typeof readBulletins>>> | null = null;
  let releases: Promise<Awaited<ReturnType<typeof readReleases>>> | null = null;

  const readBulletins = () =>
    prisma.publication.findMany({
      where: { kind: 'bulletin', state: { not: 'withdrawn' }, unitId: { not: null } },
      include: {
        unit: { select: { code: true, shortName: true, isSample: true } },
        versions: { where: { liveAt: { not: null } }, orderBy: { number: 'asc' } },
      },
    });
  // Of a release no more than its places: its tables are large.
  const readReleases = () =>
    prisma.$queryRaw<
      {
        number: number;
        corrects: number | null;
        provinceId: string;
        month: string;
        liveAt: Date;
        withdrawnAt: Date | null;
        areas: Named[];
        province: Named;
        isSample: boolean;
      }[]
    >`
      SELECT number, corrects, province_id::text AS "provinceId", month, live_at AS "liveAt",
        withdrawn_at AS "withdrawnAt", content->'areas' AS areas, content->'province' AS province,
        is_sample AS "isSample"
      FROM release ORDER BY number`;

  const kept = async <T>(
    held: Promise<T> | null,
    read: () => Promise<T>,
    keep: (made: Promise<T> | null) => void,
  ) => {
    if (held) return held;
    const made = read();
    keep(made);
    made.catch(() => keep(null));
    return made;
  };

  return {
    behaviours: groups.flatMap(({ behaviours }) =>
      behaviours.map(({ id, nameVi, law }) => ({ code: id, nameVi, law })),
    ),
    shown: async (now) => {
      const rows = await kept(bulletins, readBulletins, (made) => void (bulletins = made));
      return rows
        .flatMap((row) => {
          const { liveVersion } = progressAt({ ...row, state: row.state as State }, now);
          const seen = row.versions.filter(({ liveAt }) => liveAt! <= now);
          const live = seen.find(({ number }) => number === liveVersion);
          return live ? [shownOf(row.id, live, seen, row.unit!)] : [];
        })
        .sort((a, b) =>
          a.publishedOn === b.publishedOn ? (a.id < b.id ? 1 : -1) : a.publishedOn < b.publishedOn ? 1 : -1,
        );
    },
    provinces: async (now) => {
      const rows = await kept(releases, readReleases, (made) => void (releases = made));
      const byProvince = Map.groupBy(
        standingReleases(rows.filter(({ liveAt }) => liveAt <= now)),
        ({ provinceId }) => provinceId,
      );
      return [...byProvince]
        .map(([id, own]): ToldProvince => {
          const months = new Set(own.map(({ month }) => month));
          const quarters = [...new Set([...months].map((month) => periodOf(month, 'quarter')))];
          const { province, areas, isSample } = own.at(-1)!;
          return {
            ...{ ...province, id, areas, isSample },
            quarters: quarters
              .filter((quarter) => monthsOf(quarter).every((month) => months.has(month)))
              .sort(),
          };
        })
        .sort((a, b) => collator.compare(a.nameVi, b.nameVi));
    },
    facts: async (provinceId, without = null) => {
      const rows = await prisma.publicationVersion.findMany({
        where: {
          liveAt: { not: null },
          publication: { kind: 'bulletin', unitId: provinceId, ...(without && { id: { not: without } }) },
        },
        select: { publicationId: true, data: true },
        orderBy: [{ publicationId: 'asc' }, { number: 'asc' }],
      });
      return factsOf(rows);
    },
    forget: (tags) => {
      if (tags.includes('bulletins') || tags.includes('units') || tags.includes('*')) bulletins = null;
      if (tags.includes('releases') || tags.includes('*')) releases = null;
    },
  };
}

function shownOf(
  id: string,
  live: Version,
  seen: readonly Version[],
  unit: { code: string; shortName: string; isSample: boolean },
): ShownBulletin {
  return {
    id,
    slug: live.slug!,
    title: live.title,
    data: live.data as BulletinData,
    province: { code: unit.code, nameVi: unit.shortName, isSample: unit.isSample },
    publishedOn: dayOf(seen[0]!.liveAt!),
    changedOn: dayOf(live.liveAt!),
    corrections: seen
      .flatMap(({ liveAt, correction }) =>
        correction === null ? [] : [{ on: dayOf(liveAt!), note: correction }],
      )
      .reverse(),
  };
}
