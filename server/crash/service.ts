import type { z } from 'zod';
import type { Context } from '../context.ts';
import type { CrashMonth, Named } from '../outcomes/rules.ts';
import type { ViewInput } from './schema.ts';

/** Crash figures of a province as its releases give them. */
export type CrashFigures = {
  province: Named;
  isSample: boolean;
  /** Of each month those published last, oldest first, each with the release they stand in. */
  months: (CrashMonth & { releaseNumber: number })[];
  /** Provinces that have any, in Vietnamese order. */
  provinces: Named[];
};

const collator = new Intl.Collator('vi');

/** What is public of crashes in a province; null: nothing is. */
export async function readCrashes(
  ctx: Context,
  { province }: z.output<typeof ViewInput>,
): Promise<CrashFigures | null> {
  // Of a release no more than its crashes: its tables are large. What was replaced does not come back, whatever became of its
  // correction.
  const at = ctx.now().toISOString();
  const rows = await ctx.db.prisma.$queryRaw<
    { number: number; province: Named; isSample: boolean; crashes: CrashMonth[] }[]
  >`
    SELECT number, content->'province' AS province, is_sample AS "isSample", content->'crashes' AS crashes
    FROM release WHERE live_at <= ${at}::timestamptz AND withdrawn_at IS NULL
      AND number NOT IN (SELECT corrects FROM release WHERE corrects IS NOT NULL AND live_at <= ${at}::timestamptz)
      AND jsonb_array_length(content->'crashes') > 0
    ORDER BY number`;
  const provinces = [...new Map(rows.map((row) => [row.province.code, row.province])).values()].sort((a, b) =>
    collator.compare(a.nameVi, b.nameVi),
  );
  const chosen = provinces.find(({ code }) => code === province) ?? provinces[0];
  if (!chosen) return null;
  const own = rows.filter((row) => row.province.code === chosen.code);
  const months = new Map<string, CrashFigures['months'][number]>();
  for (const { number, crashes } of own)
    for (const month of crashes) months.set(month.month, { ...month, releaseNumber: number });
  return {
    province: chosen,
    isSample: own.some(({ isSample }) => isSample),
    months: [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1)),
    provinces,
  };
}
