import type { z } from 'zod';
import { recordEvents } from '../../audit/record.ts';
import { addDays } from '../../calendar.ts';
import type { StaffContext } from '../../context.ts';
import { DomainError, InputError } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { isInScope, requireScope, scopeTest } from '../../scope.ts';
import { fold } from '../../search/rules.ts';
import { roleFor } from '../../staff/rules.ts';
import type { Named } from '../rules.ts';
import type { AreaListInput, AreaMoveInput, AreaSaveInput } from './schema.ts';
import type { AreasView, Stay } from './views.ts';

type Tx = Prisma.TransactionClient;

/** Number of the advisory lock under which areas change. */
const AREAS_LOCK = 20_261_124;
const lockAreas = async (tx: Tx): Promise<void> =>
  void (await tx.$queryRaw`SELECT pg_advisory_xact_lock(${AREAS_LOCK}::bigint)::text`);

/** The areas of a province on a day, with their communes. @throws DomainError NOT_FOUND outside of their scope */
export async function listAreas(
  ctx: StaffContext,
  { province: code, onDay }: z.output<typeof AreaListInput>,
): Promise<AreasView> {
  const { prisma } = ctx.db;
  const day = onDay ?? ctx.today;
  const isSeen = await scopeTest(ctx, 'unit.read');
  const units = await prisma.unit.findMany({
    where: { kind: 'province', OR: [{ areas: { some: {} } }, { provinceSenders: { some: {} } }] },
    orderBy: [{ sortKey: 'asc' }, { code: 'asc' }],
  });
  const seen = units.filter(({ id }) => isSeen(id));
  const province = code === null ? seen[0] : seen.find((unit) => unit.code === code);
  if (code !== null && !province)
    throw new DomainError('NOT_FOUND', 'Không có tỉnh này trong phạm vi của bạn.');
  const provinces = seen.map(({ code: its, shortName }): Named => ({ code: its, nameVi: shortName }));
  if (!province) return { provinces, province: null, onDay: day, areas: [], without: [], mayEdit: false };

  const areas = await prisma.outcomeArea.findMany({
    where: { provinceId: province.id },
    orderBy: [{ position: 'asc' }, { code: 'asc' }],
    include: { communes: true },
  });
  const communes = await prisma.unit.findMany({
    where: { parentId: province.id, kind: 'commune-committee' },
    orderBy: [{ sortKey: 'asc' }, { code: 'asc' }],
  });
  const staysOf = (communeId: string): Stay[] =>
    areas
      .flatMap(({ code: area, name, communes: all }) =>
        all
          .filter((stay) => stay.communeId === communeId)
          .map(({ fromOn, toOn }) => ({ area, areaNameVi: name, fromOn, toOn })),
      )
      .sort((a, b) => ((a.fromOn ?? '') < (b.fromOn ?? '') ? -1 : 1));
  const there = communes
    .filter(({ validFrom, validTo }) => isOn(validFrom, validTo, day))
    .map(({ id, code: its, shortName }) => ({ code: its, nameVi: shortName, stays: staysOf(id) }));
  const stayOn = (stays: readonly Stay[]) => stays.find(({ fromOn, toOn }) => isOn(fromOn, toOn, day));
  return {
    provinces,
    province: { code: province.code, nameVi: province.shortName },
    onDay: day,
    areas: areas.map(({ code: its, name, isSample }) => ({
      code: its,
      nameVi: name,
      isSample,
      communes: there.flatMap((commune) => {
        const stay = stayOn(commune.stays);
        return stay?.area === its ? [{ ...commune, fromOn: stay.fromOn }] : [];
      }),
    })),
    without: there.filter(({ stays }) => !stayOn(stays)),
    mayEdit: await isInScope(ctx, 'area.edit', province.id),
  };
}

const isOn = (from: string | null, to: string | null, day: string): boolean =>
  (from === null || from <= day) && (to === null || day <= to);

/**
 * Makes an area, or gives one another name; releases keep the names of their day.
 * @throws DomainError NOT_FOUND, FORBIDDEN; InputError when another area has the name
 */
export async function saveArea(
  ctx: StaffContext,
  { province, code, name }: z.output<typeof AreaSaveInput>,
): Promise<{ code: string }> {
  const unit = await ctx.db.prisma.unit.findFirst({ where: { code: province, kind: 'province' } });
  if (!unit) throw new DomainError('NOT_FOUND', 'Không có tỉnh mang mã này.');
  await requireScope(ctx, 'area.edit', unit.id);
  return ctx.db.prisma.$transaction(async (tx) => {
    await lockAreas(tx);
    const all = await tx.outcomeArea.findMany({ where: { provinceId: unit.id } });
    const old = code === null ? null : all.find((area) => area.code === code);
    if (old === undefined)
      throw new DomainError('NOT_FOUND', 'Không có vùng này. Hãy mở lại danh sách vùng.');
    const taken = all.find((area) => area.code !== code && fold(area.name) === fold(name));
    if (taken)
      throw new InputError([{ path: ['name'], message: 'Đã có vùng mang tên này. Hãy đặt tên khác.' }]);
    const its = old?.code ?? (await newCode(tx, name));
    if (old) await tx.outcomeArea.update({ where: { code: its }, data: { name } });
    else
      await tx.outcomeArea.create({
        data: { code: its, provinceId: unit.id, name, position: all.length, isSample: unit.isSample },
      });
    await recordEvents(tx, { actor: ctx.actor, role: roleFor(ctx.actor, 'area.edit') }, ctx.now(), [
      {
        action: 'area.save',
        subject: `area:${its}`,
        unitId: unit.id,
        before: old ? { name: old.name } : null,
        after: { name },
      },
    ]);
    return { code: its };
  });
}

/** A code made of the name, and of a number where another has it. It stands in published files. @throws InputError */
async function newCode(tx: Tx, name: string): Promise<string> {
  const plain = fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  if (!/[a-z]/.test(plain))
    throw new InputError([{ path: ['name'], message: 'Tên vùng phải có chữ. Hãy ghi tên khác.' }]);
  let code = plain;
  for (let number = 2; await tx.outcomeArea.findUnique({ where: { code } }); number += 1)
    code = `${plain}-${number}`;
  return code;
}

/**
 * Puts a commune into an area from a day on; where it was before is kept.
 * @throws DomainError NOT_FOUND, FORBIDDEN, BAD_INPUT; InputError for a day that does not follow
 */
export async function moveCommune(
  ctx: StaffContext,
  { commune: communeCode, area: areaCode, fromOn, reason }: z.output<typeof AreaMoveInput>,
): Promise<void> {
  const { prisma } = ctx.db;
  const area = await prisma.outcomeArea.findUnique({ where: { code: areaCode } });
  const commune = await prisma.unit.findFirst({ where: { code: communeCode, kind: 'commune-committee' } });
  if (!area || !commune || commune.parentId !== area.provinceId)
    throw new DomainError('NOT_FOUND', 'Không có xã hoặc vùng này trong tỉnh. Hãy mở lại danh sách vùng.');
  await requireScope(ctx, 'area.edit', area.provinceId);
  await prisma.$transaction(async (tx) => {
    await lockAreas(tx);
    const stays = await tx.outcomeAreaCommune.findMany({ where: { communeId: commune.id } });
    const last = stays.toSorted((a, b) => ((a.fromOn ?? '') < (b.fromOn ?? '') ? -1 : 1)).at(-1);
    if (stays.some((stay) => stay.areaCode === areaCode))
      throw new DomainError(
        'BAD_INPUT',
        'Xã này đã hoặc từng thuộc vùng ấy, nên không xếp lại được. Hãy lập vùng mới nếu cần.',
      );
    if (last && (fromOn === null || fromOn <= (last.fromOn ?? '')))
      throw new InputError([
        {
          path: ['fromOn'],
          message: 'Xã đang thuộc một vùng. Hãy ghi ngày chuyển, sau ngày nó vào vùng ấy.',
        },
      ]);
    if (last)
      await tx.outcomeAreaCommune.update({
        where: { areaCode_communeId: { areaCode: last.areaCode, communeId: commune.id } },
        data: { toOn: addDays(fromOn!, -1) },
      });
    await tx.outcomeAreaCommune.create({ data: { areaCode, communeId: commune.id, fromOn } });
    await recordEvents(tx, { actor: ctx.actor, role: roleFor(ctx.actor, 'area.edit') }, ctx.now(), [
      {
        action: 'area.move',
        subject: `unit:${commune.id}`,
        unitId: area.provinceId,
        before: last ? { area: last.areaCode, fromOn: last.fromOn } : null,
        after: { area: areaCode, fromOn, reason },
      },
    ]);
  });
}
