import { dayOf } from '../../calendar.ts';
import type { Context } from '../../context.ts';

/** What is given out under the number of a release. */
export type PackageAt =
  | { kind: 'live'; bytes: Uint8Array<ArrayBuffer>; manifestHash: string }
  | { kind: 'withdrawn'; on: string; reason: string }
  | { kind: 'unknown' };

/** The package of a release; nobody learns here of one whose hour has not come. */
export async function readPackage(ctx: Pick<Context, 'db' | 'now'>, number: number): Promise<PackageAt> {
  if (!Number.isInteger(number) || number < 1 || number > 1_000_000) return { kind: 'unknown' };
  const row = await ctx.db.prisma.release.findFirst({
    where: { number, liveAt: { lte: ctx.now() } },
    select: { package: true, manifestHash: true, withdrawnAt: true, withdrawnReason: true },
  });
  if (!row) return { kind: 'unknown' };
  if (row.withdrawnAt !== null)
    return { kind: 'withdrawn', on: dayOf(row.withdrawnAt), reason: row.withdrawnReason ?? '' };
  return { kind: 'live', bytes: row.package, manifestHash: row.manifestHash };
}
