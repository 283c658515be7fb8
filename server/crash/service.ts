import type { z } from 'zod';
import type { Context } from '../context.ts';
import { currentFigures, standingReleases, type CurrentFigures, type Named } from '../outcomes/rules.ts';
import type { ViewInput } from './schema.ts';

/** Crash figures of a province as its releases give them. */
export type CrashFigures = {
  province: Named;
  isSample: boolean;
  /** Of each month those published last, oldest first, each with the release they stand in. */
  months: CurrentFigures['crashes'];
  /** Provinces that have any, in Vietnamese order. */
  provinces: Named[];
};

const collator = new Intl.Collator('vi');

/** What is public of crashes in a province; null: nothing is. */
export async function readCrashes(
  ctx: Context,
  { province }: z.output<typeof ViewInput>,
): Promise<CrashFigures | null> {
  const at = ctx.now();
  const standing = standingReleases((await ctx.releases.all()).filter(({ liveAt }) => liveAt <= at));
  const telling = standing.map(({ content }) => content).filter(({ crashes }) => crashes.length > 0);
  const provinces = [
    ...new Map(telling.map((content) => [content.province.code, content.province])).values(),
  ].sort((a, b) => collator.compare(a.nameVi, b.nameVi));
  const chosen = provinces.find(({ code }) => code === province) ?? provinces[0];
  if (!chosen) return null;
  const own = telling.filter((content) => content.province.code === chosen.code);
  return {
    province: chosen,
    isSample: own.some(({ isSample }) => isSample),
    months: currentFigures(own).crashes,
    provinces,
  };
}
