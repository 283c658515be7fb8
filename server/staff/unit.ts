import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';

/** A unit as far as this room needs it. */
export type UnitView = {
  id: string;
  code: string;
  shortName: string;
  kind: string;
  /** Last day it exists, YYYY-MM-DD; null: it goes on. */
  validTo: string | null;
};

const VIEW = { id: true, code: true, shortName: true, kind: true, validTo: true } as const;

/** The unit of a code; null for an empty one. @throws DomainError NOT_FOUND */
export async function unitOfCode(ctx: Pick<Context, 'db'>, code: string): Promise<UnitView | null> {
  if (code === '') return null;
  const found = await ctx.db.prisma.unit.findUnique({ where: { code }, select: VIEW });
  if (!found) throw new DomainError('NOT_FOUND', `Không có đơn vị mang mã “${code}”. Hãy xem lại mã.`);
  return found;
}
