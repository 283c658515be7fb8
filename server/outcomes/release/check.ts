import { createHash } from 'node:crypto';
import type { Services } from '../../context.ts';
import type { FactMark } from '../../disclosure/facts.ts';
import type { Fact } from '../../disclosure/types.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { lastDayOf, monthsOf } from '../rules.ts';
import { reachOf } from './draft.ts';
import { publishedFacts } from './facts.ts';
import { lockChain } from './seal.ts';
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
    // Also what earlier versions of the same bulletin told: nobody forgets what they read. The same twice is no second case.
    facts: await publishedFacts(prisma, provinceId, months),
    told: facts,
  };
  return { isSafe: await releases.areFactsSafe(source).result };
}

async function markOf(
  prisma: Pick<Prisma.TransactionClient, 'release' | 'publicationVersion'>,
  provinceId: string,
  publicationId: string,
): Promise<string> {
  const releases = await prisma.release.findMany({
    where: { provinceId },
    select: { number: true, manifestHash: true },
    orderBy: { number: 'asc' },
  });
  const told = await prisma.publicationVersion.findMany({
    where: {
      liveAt: { not: null },
      publication: { kind: 'bulletin', unitId: provinceId, id: { not: publicationId } },
    },
    select: { publicationId: true, number: true },
    orderBy: [{ publicationId: 'asc' }, { number: 'asc' }],
  });
  return createHash('sha256')
    .update(JSON.stringify([releases, told]))
    .digest('hex');
}

export const createFactMark = (prisma: Services['db']['prisma']): FactMark => ({
  read: (provinceId, publicationId) => markOf(prisma, provinceId, publicationId),
  hold: async (tx, provinceId, publicationId) => {
    await lockChain(tx);
    return markOf(tx, provinceId, publicationId);
  },
});
