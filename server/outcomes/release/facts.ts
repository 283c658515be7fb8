import { factsOf } from '../../bulletin/rules.ts';
import type { Fact } from '../../disclosure/types.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { monthsOf } from '../rules.ts';

/** What bulletins told of some months, or will at their hour; withdrawn ones too, for nobody forgets what they read. */
export async function publishedFacts(
  prisma: Pick<Prisma.TransactionClient, 'publicationVersion'>,
  provinceId: string,
  months: readonly string[],
): Promise<Fact[]> {
  const rows = await prisma.publicationVersion.findMany({
    where: { liveAt: { not: null }, publication: { kind: 'bulletin', unitId: provinceId } },
    select: { publicationId: true, data: true },
    orderBy: [{ publicationId: 'asc' }, { number: 'asc' }],
  });
  const within = new Set(months);
  return factsOf(rows).filter(({ period }) => monthsOf(period).some((month) => within.has(month)));
}
