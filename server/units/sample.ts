import { SAMPLE_UNITS } from '#prisma/sample/units.ts';
import type { Services } from '../context.ts';
import { sortKeyOf } from './rules.ts';
import { foldedNames, lockUnits } from './store.ts';

/** Day on which the sample begins: before any sample figure. */
const SAMPLE_FROM = '2024-01-01';
const REASON = 'Dữ liệu mẫu để dùng thử bàn làm việc.';

/** Makes the sample province and what stands under it, each unit once; what was changed or ended since stays so. */
export async function fillSampleUnits({ db }: Pick<Services, 'db'>): Promise<void> {
  const isThere = await db.prisma.$transaction(async (tx) => {
    await lockUnits(tx);
    const known = await tx.unit.findMany({ where: { isSample: true }, select: { code: true, id: true } });
    const ids = new Map(known.map(({ code, id }) => [code, id]));
    const missing = SAMPLE_UNITS.filter(({ code }) => !ids.has(code));
    if (missing.length === 0) return true;
    for (const { parent, schoolLevels = [], headcounts = {}, ...unit } of missing) {
      const { officialName, shortName, code } = unit;
      const parentId = parent === null ? null : ids.get(parent)!;
      const { id } = await tx.unit.create({
        data: {
          ...unit,
          parentId,
          schoolLevels,
          isSample: true,
          validFrom: SAMPLE_FROM,
          sortKey: sortKeyOf(officialName),
          folded: foldedNames(officialName, shortName, code),
          names: { create: { fromOn: SAMPLE_FROM, officialName, shortName, reason: REASON } },
          places: { create: { fromOn: SAMPLE_FROM, parentId, reason: REASON } },
          headcounts: {
            create: Object.entries(headcounts).map(([year, count]) => ({ year: Number(year), count })),
          },
        },
      });
      ids.set(code, id);
    }
    return false;
  });
  if (!isThere) await db.announce(['units']);
}
