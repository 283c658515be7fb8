import type { ShippedUnit } from '#content/schema.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { dayBefore, isCode, sortKeyOf, WHOLE_PPM } from './rules.ts';
import { foldedNames, lockUnits } from './store.ts';

type Shipped = ShippedUnit & { id: string; hash: string };

/**
 * Writes the units of `content/units` into the registry: those that are new, and those whose file changed, unless the
 * desk changed the unit since. Nothing is taken out: units stay. Doing it twice changes nothing. One transaction.
 * @param shipped by slug, with the digest of their files
 * @returns how many were written
 * @throws Error when a code is none
 */
export async function syncUnits(prisma: PrismaClient, shipped: readonly Shipped[]): Promise<number> {
  for (const { id, code } of shipped)
    if (!isCode(code)) throw new Error(`content/units/${id}.yaml: ${code} is no code of a unit`);
  return prisma.$transaction(
    async (tx) => {
      await lockUnits(tx);
      const rows = await tx.unit.findMany({
        where: { code: { in: shipped.map(({ code }) => code) } },
        select: { id: true, code: true, contentHash: true },
      });
      const known = new Map(rows.map((row) => [row.code, row]));
      const changed = shipped.filter(({ code, hash }) => {
        const row = known.get(code);
        return !row || (row.contentHash !== null && row.contentHash !== hash);
      });
      const idOf = new Map(rows.map(({ code, id }) => [code, id]));
      for (const unit of changed) {
        const { code, kind, names, mergedInto, noteVi, validFrom, hash } = unit;
        const last = names.at(-1)!;
        const data = {
          kind,
          officialName: last.official,
          shortName: last.short,
          sortKey: sortKeyOf(last.official),
          folded: foldedNames(...names.flatMap(({ official, short }) => [official, short]), code),
          validFrom,
          validTo: mergedInto && dayBefore(mergedInto.on),
          endReason: mergedInto && mergedInto.reasonVi,
          note: noteVi,
          contentHash: hash,
        };
        const { id } = await tx.unit.upsert({
          where: { code },
          create: { code, ...data },
          update: { ...data, version: { increment: 1 } },
        });
        idOf.set(code, id);
        await tx.unitName.deleteMany({ where: { unitId: id } });
        await tx.unitName.createMany({
          data: names.map(({ from, official, short, reasonVi, acts, confidence }) => ({
            unitId: id,
            fromOn: from,
            officialName: official,
            shortName: short,
            reason: reasonVi,
            acts,
            confidence,
          })),
        });
      }
      // Links last: by now every unit of the content is there.
      const codeOf = new Map(shipped.map(({ id, code }) => [id, code]));
      for (const { code, mergedInto } of changed) {
        const fromId = idOf.get(code)!;
        await tx.unitLineage.deleteMany({ where: { fromId } });
        if (!mergedInto) continue;
        const { unit, on, reasonVi, acts, confidence } = mergedInto;
        const toId = idOf.get(codeOf.get(unit) ?? '');
        if (toId === undefined) throw new Error(`content/units: there is no unit ${unit}`);
        await tx.unitLineage.create({
          data: {
            kind: 'merged-into',
            fromId,
            toId,
            onDay: on,
            sharePpm: WHOLE_PPM,
            reason: reasonVi,
            acts,
            confidence,
          },
        });
      }
      return changed.length;
    },
    { timeout: 60_000, maxWait: 60_000 },
  );
}
