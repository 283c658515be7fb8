import type { z } from 'zod';
import type { Outcome } from '../approval/write.ts';
import { slugOf } from '../approval/rules.ts';
import type { Context, StaffContext } from '../context.ts';
import { InputError } from '../errors.ts';
import { formatDay } from '../law/rules.ts';
import { periodWords, type Named } from '../outcomes/rules.ts';
import { unitsInScope } from '../scope.ts';
import {
  caseWords,
  isSlugOf,
  placeWords,
  provisionsFor,
  provisionsOn,
  quartersToTell,
  titleOf,
  toldFrom,
  typedFaults,
  type BulletinData,
  type ProvisionChoice,
  type ToldBehaviour,
  type ToldProvince,
} from './rules.ts';
import type {
  ChoicesInput,
  CreateInput,
  ListInput,
  NamedInput,
  NewestInput,
  ReadInput,
  SaveInput,
} from './schema.ts';
import type { ShownBulletin } from './store.ts';

/** A bulletin with its places and behaviour by name. */
export type NamedBulletin = {
  title: string;
  /** The case in one sentence. */
  summaryVi: string;
  quarterVi: string;
  placeVi: string;
  behaviour: ToldBehaviour;
  provision: string;
  lesson: string;
  province: Named;
  /** Of a province that does not exist. */
  isSample: boolean;
};

export type BulletinView = NamedBulletin &
  Pick<ShownBulletin, 'id' | 'publishedOn' | 'changedOn' | 'corrections'> & { path: string; quarter: string };

/** `behaviours`, `quarters`: what the list can be narrowed to, with how many bulletins each has. */
export type BulletinList = {
  items: BulletinView[];
  total: number;
  size: number;
  behaviours: (Named & { count: number })[];
  quarters: { period: string; nameVi: string; count: number }[];
  provinces: Named[];
};

const PATH = '/ket-qua/ban-tin/';

const nameIt = (
  data: BulletinData,
  behaviours: readonly ToldBehaviour[],
  province: Named & { isSample: boolean },
  areas: readonly Named[],
): NamedBulletin => {
  const behaviour = behaviours.find(({ code }) => code === data.behaviour) ?? {
    ...{ code: data.behaviour, nameVi: data.behaviour, law: [] },
  };
  return {
    title: titleOf(data, behaviour, areas),
    summaryVi: caseWords(data, behaviour, areas),
    quarterVi: periodWords(data.quarter),
    placeVi: placeWords(data.place, areas),
    behaviour,
    provision: data.provision,
    lesson: data.lesson,
    province: { code: province.code, nameVi: province.nameVi },
    isSample: province.isSample,
  };
};

/** Everything that readers see, newest first. */
async function allShown(ctx: Context): Promise<BulletinView[]> {
  const now = ctx.now();
  const provinces = await ctx.bulletins.provinces(now);
  return (await ctx.bulletins.shown(now)).map((shown) => {
    const areas = provinces.find(({ code }) => code === shown.province.code)?.areas ?? [];
    const { id, publishedOn, changedOn, corrections, data } = shown;
    return {
      ...nameIt(data, ctx.bulletins.behaviours, shown.province, areas),
      ...{ id, publishedOn, changedOn, corrections, quarter: data.quarter },
      path: `${PATH}${shown.slug}/`,
      // An area may have another name by now; the title stays as it was approved.
      title: shown.title,
    };
  });
}

/** Published bulletins, newest first, with what they can be narrowed to. */
export async function listBulletins(ctx: Context, input: z.input<typeof ListInput>): Promise<BulletinList> {
  const { province = null, behaviour = null, quarter = null, page = 1, size = 20 } = input;
  const all = await allShown(ctx);
  const fits = (own: BulletinView, but: 'behaviour' | 'quarter' | null = null) =>
    (province === null || own.province.code === province) &&
    (but === 'behaviour' || behaviour === null || own.behaviour.code === behaviour) &&
    (but === 'quarter' || quarter === null || own.quarter === quarter);
  const found = all.filter((own) => fits(own));
  const byQuarter = Map.groupBy(
    all.filter((own) => fits(own, 'quarter')),
    (own) => own.quarter,
  );
  const forBehaviours = all.filter((own) => fits(own, 'behaviour'));
  return {
    items: found.slice((page - 1) * size, page * size),
    total: found.length,
    size,
    behaviours: ctx.bulletins.behaviours
      .map(({ code, nameVi }) => ({
        ...{ code, nameVi },
        count: forBehaviours.filter((own) => own.behaviour.code === code).length,
      }))
      .filter(({ count }) => count > 0),
    quarters: [...byQuarter]
      .map(([period, own]) => ({ period, nameVi: periodWords(period), count: own.length }))
      .sort((a, b) => (a.period < b.period ? 1 : -1)),
    provinces: [...new Map(all.map((own) => [own.province.code, own.province])).values()],
  };
}

/** The bulletin at an address; null: none that readers see just there. */
export async function readBulletin(
  ctx: Context,
  { slug }: z.output<typeof ReadInput>,
): Promise<BulletinView | null> {
  return (await allShown(ctx)).find(({ path }) => path === `${PATH}${slug}/`) ?? null;
}

/** The newest bulletins about penalties of some files, for a guide. */
export async function newestBulletins(
  ctx: Context,
  { law, most }: z.output<typeof NewestInput>,
): Promise<{ title: string; path: string; publishedOn: string; isSample: boolean }[]> {
  return (await allShown(ctx))
    .filter(({ behaviour }) => behaviour.law.some((id) => law.includes(id)))
    .slice(0, most)
    .map(({ title, path, publishedOn, isSample }) => ({ title, path, publishedOn, isSample }));
}

/** What a bulletin says, by name, as it will be told. */
export async function nameBulletin(
  ctx: StaffContext,
  { data }: z.output<typeof NamedInput>,
): Promise<NamedBulletin> {
  const provinces = await ctx.bulletins.provinces(ctx.now());
  const province = provinces.find(({ code }) => code === data.province);
  return nameIt(
    data,
    ctx.bulletins.behaviours,
    province ?? { code: data.province, nameVi: data.province, isSample: false },
    province?.areas ?? [],
  );
}

/** What a writer chooses from. */
export type BulletinChoices = {
  /** Provinces in their scope of which figures are public. */
  provinces: (Named & { areas: readonly Named[]; quarters: { period: string; nameVi: string }[] })[];
  /** Behaviours that have penalties of their own. */
  behaviours: Named[];
  /** Of the behaviour asked for, today; empty without one. */
  provisions: ProvisionChoice[];
  /** The oldest quarter that cannot be told yet, and when it can; null: there is none. */
  next: { nameVi: string; on: string } | null;
};

/** What can be chosen in the form of a bulletin. */
export async function bulletinChoices(
  ctx: StaffContext,
  { behaviour }: z.output<typeof ChoicesInput>,
): Promise<BulletinChoices> {
  const units = await unitsInScope(ctx, 'publication.write');
  const provinces = (await ctx.bulletins.provinces(ctx.now())).filter(
    ({ id }) => units === null || units.has(id),
  );
  const told = ctx.bulletins.behaviours.filter(({ law }) => law.length > 0);
  const chosen = told.find(({ code }) => code === behaviour);
  const next = provinces
    .flatMap(({ quarters }) => quarters)
    .filter((quarter) => toldFrom(quarter) > ctx.today)
    .sort()[0];
  return {
    provinces: provinces.map(({ code, nameVi, areas, quarters }) => ({
      ...{ code, nameVi, areas },
      quarters: quartersToTell(quarters, ctx.today).map((period) => ({
        period,
        nameVi: periodWords(period),
      })),
    })),
    behaviours: told.map(({ code, nameVi }) => ({ code, nameVi })),
    provisions: chosen ? provisionsOn(await ctx.law.registry(), chosen.law, ctx.today) : [],
    next: next === undefined ? null : { nameVi: periodWords(next), on: formatDay(toldFrom(next)) },
  };
}

/**
 * Begins a bulletin as a draft of whoever asks. Its title and address are made of its fields.
 * @throws DomainError FORBIDDEN outside their scope; InputError naming the fields
 */
export async function createBulletin(
  ctx: StaffContext,
  { data, dueOn, embargoAt }: z.output<typeof CreateInput>,
): Promise<Outcome> {
  const title = await requireTyped(ctx, data);
  return ctx.workflow.create(ctx, {
    ...{ kind: 'bulletin', title, slug: '', data, dueOn, unitCode: data.province },
    embargoAt: embargoAt === null ? null : new Date(embargoAt),
  });
}

/** Saves the fields of a bulletin as a new version. @throws DomainError CONFLICT, FORBIDDEN; InputError naming the fields */
export async function saveBulletin(
  ctx: StaffContext,
  { id, version, data, dueOn, embargoAt, correction }: z.output<typeof SaveInput>,
): Promise<Outcome> {
  const title = await requireTyped(ctx, data);
  return ctx.workflow.save(ctx, {
    ...{ id, version, title, slug: await slugFor(ctx, id, title), data, dueOn, correction },
    embargoAt: embargoAt === null ? null : new Date(embargoAt),
  });
}

/** The title of what was typed. @throws InputError when a field names what there is not, or words say what they may not */
async function requireTyped(ctx: StaffContext, data: BulletinData): Promise<string> {
  const { place, provision, quarter } = data;
  const province = (await ctx.bulletins.provinces(ctx.now())).find(({ code }) => code === data.province);
  const behaviour = ctx.bulletins.behaviours.find(({ code }) => code === data.behaviour);
  const isArea = place.kind === 'road' || province?.areas.some(({ code }) => code === place.area);
  const choices = behaviour ? provisionsFor(await ctx.law.registry(), behaviour.law, quarter, ctx.today) : [];
  const faults = typedFaults(data);
  const issues = [
    ...(province ? [] : [{ path: ['data', 'province'], message: 'Tỉnh này chưa công bố số liệu nào.' }]),
    ...(behaviour ? [] : [{ path: ['data', 'behaviour'], message: 'Hãy chọn một hành vi trong danh sách.' }]),
    ...(isArea ? [] : [{ path: ['data', 'place', 'area'], message: 'Hãy chọn một vùng của tỉnh.' }]),
    ...(choices.some(({ id }) => id === provision)
      ? []
      : [
          {
            path: ['data', 'provision'],
            message: 'Hãy chọn một điều khoản phạt hành vi này, có hiệu lực trong quý đó và hôm nay.',
          },
        ]),
    ...faults.road.map((message) => ({ path: ['data', 'place', 'name'], message })),
    ...faults.lesson.map((message) => ({ path: ['data', 'lesson'], message })),
  ];
  if (issues.length > 0) throw new InputError(issues);
  return titleOf(data, behaviour!, (province as ToldProvince).areas);
}

/** The address of a text that is saved again: as it is while it fits the title, else a free one. */
async function slugFor(ctx: StaffContext, id: string, title: string): Promise<string> {
  const base = slugOf(title);
  const addresses = await ctx.db.prisma.publicationAddress.findMany({
    where: { kind: 'bulletin', OR: [{ publicationId: id }, { slug: { startsWith: base } }] },
  });
  const own = addresses.find(({ publicationId, slug }) => publicationId === id && isSlugOf(slug, title));
  if (own) return own.slug;
  const taken = new Set(addresses.map(({ slug }) => slug));
  let free = base;
  for (let number = 2; taken.has(free); number += 1) free = `${base}-${number}`;
  return free;
}
