import type { Context, StaffContext } from '../context.ts';
import { InputError } from '../errors.ts';
import type { KindHandler } from './handler.ts';
import { slugOf, type KindRules } from './rules.ts';

/** @throws InputError naming the fields, under `data` */
export function readData(handler: KindHandler, data: unknown): unknown {
  const parsed = handler.data.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new InputError(
    parsed.error.issues.map(({ path, message }) => ({ path: ['data', ...path], message })),
  );
}

/**
 * The address of a new publication: as typed, else made of its title and told apart from others by a number.
 * @returns null for a kind without pages
 * @throws InputError when the title holds nothing readable
 */
export async function newSlug(
  ctx: Pick<Context, 'db'>,
  { kind, publicPath }: KindRules,
  title: string,
  typed: string,
): Promise<string | null> {
  if (publicPath === null) return null;
  if (typed) return typed;
  const slug = slugOf(title);
  if (!slug)
    throw new InputError([
      { path: ['slug'], message: 'Hãy ghi địa chỉ bằng chữ không dấu, ví dụ cam-duong.' },
    ]);
  const rows = await ctx.db.prisma.publicationAddress.findMany({
    where: { kind, slug: { startsWith: slug } },
    select: { slug: true },
  });
  const taken = new Set(rows.map((row) => row.slug));
  let free = slug;
  for (let number = 2; taken.has(free); number += 1) free = `${slug}-${number}`;
  return free;
}

/** @throws InputError when the kind takes effect with its approval */
export function readEmbargo(kind: KindRules, embargoAt: Date | null): Date | null {
  if (embargoAt === null || !kind.isLiveOnApproval) return embargoAt;
  throw new InputError([{ path: ['embargoAt'], message: 'Loại này có hiệu lực ngay, không hẹn giờ được.' }]);
}

/** @throws InputError when a unit is named for a kind that concerns the whole site */
export function refuseUnit({ isSiteWide }: KindRules, typed: string | null): void {
  if (!isSiteWide || (typed ?? '').trim() === '') return;
  throw new InputError([
    { path: ['unitCode'], message: 'Loại này có hiệu lực trên toàn trang. Hãy để trống mã đơn vị.' },
  ]);
}

/** Printed codes are typed in any case and with blanks or dashes. @throws DomainError */
export async function unitByCode(ctx: StaffContext, typed: string | null): Promise<string | null> {
  const code = (typed ?? '').toUpperCase().replace(/[\s.-]/g, '');
  if (code === '') return null;
  const unit = await ctx.db.prisma.unit.findUnique({ where: { code }, select: { id: true } });
  if (unit) return unit.id;
  throw new InputError([{ path: ['unitCode'], message: `Không có đơn vị mang mã “${typed}”.` }]);
}
