import { isSameFact } from '../../bulletin/rules.ts';
import type { Services } from '../../context.ts';
import type { Fact } from '../../disclosure/types.ts';
import { lastDayOf, monthsOf } from '../rules.ts';
import { reachOf } from './draft.ts';
import { publishedFacts } from './facts.ts';
import { readGeography, readPast } from './source.ts';

/**
 * Whether facts of cases may be told: held against every release of the months around, withdrawn and scheduled ones too, and
 * against what was told before.
 */
export async function checkFacts(
  { db: { prisma }, releases }: Pick<Services, 'db' | 'releases'>,
  provinceId: string,
  facts: readonly Fact[],
): Promise<{ isSafe: boolean }> {
  const last = facts
    .flatMap(({ period }) => monthsOf(period))
    .sort()
    .at(-1);
  if (last === undefined) return { isSafe: true };
  const months = [...new Set(facts.flatMap(({ period }) => monthsOf(period).flatMap(reachOf)))];
  const rows = await prisma.release.findMany({
    where: { provinceId, month: { in: months } },
    select: { number: true },
  });
  const source = {
    geography: await readGeography(prisma, provinceId, lastDayOf(last)),
    groups: releases.groups,
    units: [],
    past: await readPast(
      prisma,
      rows.map(({ number }) => number),
    ),
    // Readers remember what a corrected bulletin said before; only what tells the same is no second case.
    facts: (await publishedFacts(prisma, provinceId, months)).filter(
      (known) => !facts.some((fact) => isSameFact(fact, known)),
    ),
    told: facts,
  };
  return { isSafe: await releases.areFactsSafe(source).result };
}
