import type { KindHandler } from '../approval/handler.ts';
import type { Services } from '../context.ts';
import { DomainError } from '../errors.ts';
import { formatNumber } from '../law/rules.ts';
import { periodWords } from '../outcomes/rules.ts';
import {
  bulletinProblems,
  factOf,
  isSlugOf,
  titleOf,
  type BulletinData,
  type ToldProvince,
} from './rules.ts';
import { BulletinSchema } from './schema.ts';

/** Says nothing of counts: whoever reads it learns no more than that it cannot be told now. */
const UNSAFE = 'Bản tin này chưa kể được bên cạnh số liệu đã công bố. Hãy chọn nơi rộng hơn hoặc việc khác.';

/** A case bulletin in the workflow: compared with the law, with its own words and with everything that was released. */
export const bulletinHandler: KindHandler<BulletinData> = {
  data: BulletinSchema,
  fields: ({ quarter, place, behaviour, provision, lesson }) => [
    { name: 'quarter', label: 'Quý', text: periodWords(quarter) },
    {
      name: 'place',
      label: 'Nơi',
      text:
        place.kind === 'area' ? `Vùng ${place.area}` : `${place.name}, ${formatNumber(place.lengthKm)} km`,
    },
    { name: 'behaviour', label: 'Hành vi', text: behaviour },
    { name: 'provision', label: 'Điều khoản', text: provision },
    { name: 'lesson', label: 'Điều rút ra', text: lesson },
  ],
  problems: async (services, data, day, publicationId) => {
    const { bulletins, law } = services;
    const provinces = await bulletins.provinces(services.now());
    const province = provinces.find(({ code }) => code === data.province) ?? null;
    const told = province ? await bulletins.facts(province.id, publicationId) : [];
    const problems = [
      ...bulletinProblems(data, {
        ...{ registry: await law.registry(), behaviours: bulletins.behaviours, province, told, day },
      }),
      ...(publicationId === null ? [] : await frameProblems(services, data, province, publicationId)),
    ];
    if (problems.length > 0 || province === null) return problems;
    // Read before the engine is asked: what comes while it thinks changes it.
    if (publicationId !== null)
      checkedAgainst.set(services, await services.factMark.read(province.id, publicationId));
    return (await factIsSafe(services, province.id, factOf(publicationId ?? 'new', data))) ? [] : [UNSAFE];
  },
  onStep: async (tx, { publicationId, unitId, liveAt }, ctx) => {
    if (liveAt === null || unitId === null) return [];
    if ((await ctx.factMark.hold(tx, unitId, publicationId)) === checkedAgainst.get(ctx)) return [];
    throw new DomainError('CONFLICT', 'Vừa có số liệu hoặc bản tin khác được đăng. Hãy thử lại bước này.');
  },
};

/** What each request's check rested on: two that are safe alone may not be safe together. */
const checkedAgainst = new WeakMap<object, string>();

/** Whether a fact can be told beside everything that was released and told of its province. */
const factIsSafe = async (
  { checkFacts }: Pick<Services, 'checkFacts'>,
  provinceId: string,
  fact: ReturnType<typeof factOf>,
): Promise<boolean> => (await checkFacts(provinceId, [fact])).isSafe;

/** Title and address are public too: both must be made of the fields, and the unit must be the province. */
async function frameProblems(
  { db, bulletins }: Services,
  data: BulletinData,
  province: ToldProvince | null,
  publicationId: string,
): Promise<string[]> {
  const row = await db.prisma.publication.findUnique({
    where: { id: publicationId },
    include: { unit: { select: { code: true } }, versions: { omit: { data: true } } },
  });
  const behaviour = bulletins.behaviours.find(({ code }) => code === data.behaviour);
  const version = row?.versions.find(({ number }) => number === row.version);
  if (!row || !version || !province || !behaviour) return [];
  const title = titleOf(data, behaviour, province.areas);
  return [
    ...(row.unit?.code === data.province
      ? []
      : ['Bản tin thuộc đơn vị khác với tỉnh đã chọn. Hãy viết bản tin mới.']),
    ...(version.title === title && isSlugOf(version.slug ?? '', title)
      ? []
      : ['Tên của bản tin không khớp với các ô. Hãy mở phần sửa rồi lưu lại.']),
  ];
}
