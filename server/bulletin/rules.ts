/*
 * The rules of case bulletins: what one holds, when it may be told, what it tells readers and the disclosure engine. Pure; this
 * file is the door of the room for other rooms and for the screen.
 */
import { slugOf } from '../approval/rules.ts';
import { bulletinWaitsUntil, POLICY } from '../disclosure/rules.ts';
import type { Fact } from '../disclosure/types.ts';
import {
  actIdOf,
  citationOf,
  formatDay,
  formatNumber,
  penaltiesOn,
  provisionOn,
  standingWords,
  type Registry,
} from '../law/rules.ts';
import { lastDayOf, monthAfter, monthsOf, periodWords, WHOLE, type Named } from '../outcomes/rules.ts';
import { roadFault, wordFaults } from './words.ts';

export { FAULT_KINDS, plainWords, roadFault, wordFaults, type FaultKind, type WordFault } from './words.ts';

/** The shortest road that is named, in km (P-7). */
export const ROAD_KM = POLICY.roadKm;
export const MAX_LESSON = 600;

/** Where a case was: an area of the province, or a road of some length in it. */
export type BulletinPlace = { kind: 'area'; area: string } | { kind: 'road'; name: string; lengthKm: number };

/** One handled case, told from these fields only. Everything in it is public once it is published; how it was found is not in it. */
export type BulletinData = {
  /** Code of the province. */
  province: string;
  quarter: string;
  place: BulletinPlace;
  /** Code of content/outcomes/behaviours.yaml. */
  behaviour: string;
  provision: string;
  /** What it teaches, in the editor's words. */
  lesson: string;
};

/** A behaviour that outcomes are counted by, with the files of penalties that are about it. */
export type ToldBehaviour = Named & { law: readonly string[] };

/** What is public of a province when a bulletin is written. */
export type ToldProvince = Named & {
  id: string;
  isSample: boolean;
  areas: readonly Named[];
  /** Quarters whose figures readers see, oldest first. */
  quarters: readonly string[];
};

/** What it tells, as the engine checks it: of a road no more than of its province. */
export const factOf = (
  id: string,
  { quarter, place, behaviour }: Pick<BulletinData, 'quarter' | 'place' | 'behaviour'>,
): Fact => ({
  id,
  period: quarter,
  place: place.kind === 'area' ? place.area : WHOLE,
  behaviour,
  result: 'handled',
});

/** Whether two facts tell the same of the same. */
export const isSameFact = (a: Fact, b: Fact): boolean =>
  a.period === b.period && a.place === b.place && a.behaviour === b.behaviour && a.result === b.result;

/** What published texts of bulletins tell, each fact once. */
export function factsOf(texts: readonly { publicationId: string; data: unknown }[]): Fact[] {
  const facts: Fact[] = [];
  for (const { publicationId, data } of texts) {
    const fact = factOf(publicationId, data as BulletinData);
    if (!facts.some((other) => isSameFact(other, fact))) facts.push(fact);
  }
  return facts;
}

/** First day on which a case of a quarter may be told. */
export function toldFrom(quarter: string): string {
  const waits = bulletinWaitsUntil(quarter);
  return `${monthAfter(waits.slice(0, 7))}-01`;
}

/** Quarters of which cases may be told on a day, newest first. */
export const quartersToTell = (published: readonly string[], day: string): string[] =>
  published.filter((quarter) => toldFrom(quarter) <= day).reverse();

/** `Vùng Bắc`, `Quốc lộ 1`: the place by its name. */
export const placeName = (place: BulletinPlace, areas: readonly Named[]): string =>
  place.kind === 'road'
    ? place.name
    : (areas.find(({ code }) => code === place.area)?.nameVi ?? 'một vùng của tỉnh');

/** `ở Vùng Bắc`, `trên Quốc lộ 1 (120 km qua tỉnh)`. */
export const placeWords = (place: BulletinPlace, areas: readonly Named[]): string =>
  place.kind === 'road'
    ? `trên ${place.name} (${formatNumber(place.lengthKm)}\u00a0km qua tỉnh)`
    : `ở ${placeName(place, areas)}`;

/** The title, made of the fields: nobody types one. */
export const titleOf = (
  { quarter, place }: Pick<BulletinData, 'quarter' | 'place'>,
  behaviour: Named,
  areas: readonly Named[],
): string =>
  `${behaviour.nameVi} ${place.kind === 'road' ? 'trên' : 'ở'} ${placeName(place, areas)}, ${periodWords(quarter)}`;

/** Whether an address was made of a title. */
export const isSlugOf = (slug: string, title: string): boolean => {
  const base = slugOf(title);
  return slug === base || (slug.startsWith(`${base}-`) && /^\d{1,2}$/.test(slug.slice(base.length + 1)));
};

/** The case in one sentence. */
export const caseWords = (data: BulletinData, behaviour: Named, areas: readonly Named[]): string =>
  `${upper(periodWords(data.quarter))}, ${placeWords(data.place, areas)}, có việc “${behaviour.nameVi}” đã được xử lý.`;

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A provision that a bulletin may name, with what its rows are about. */
export type ProvisionChoice = { id: string; text: string; titles: string[] };

/** Provisions of the penalties of a behaviour on a day. */
export function provisionsOn(registry: Registry, law: readonly string[], day: string): ProvisionChoice[] {
  const choices = new Map<string, ProvisionChoice>();
  for (const { penalty, period, standing } of law.flatMap((id) => penaltiesOn(registry, id, null, day))) {
    if (!period || standing === 'no-data' || standing === 'withheld') continue;
    const { provision } = period;
    const choice = choices.get(provision) ?? {
      id: provision,
      text: citationOf(provision, registry.acts.get(actIdOf(provision))),
      titles: [],
    };
    choice.titles.push(penalty.titleVi);
    choices.set(provision, choice);
  }
  return [...choices.values()];
}

/** Provisions that may be named of a quarter today: they held on its first or its last day, and plainly hold now. */
export function provisionsFor(
  registry: Registry,
  law: readonly string[],
  quarter: string,
  today: string,
): ProvisionChoice[] {
  const days = [`${monthsOf(quarter)[0]!}-01`, lastDayOf(quarter)];
  const then = new Set(days.flatMap((day) => provisionsOn(registry, law, day)).map(({ id }) => id));
  return provisionsOn(registry, law, today).filter(
    ({ id }) => then.has(id) && provisionOn(registry, id, today)?.standing === 'in-force',
  );
}

/** What is wrong with the words that were typed, by field. */
export function typedFaults({ place, lesson }: Pick<BulletinData, 'place' | 'lesson'>): {
  lesson: string[];
  road: string[];
} {
  const road = place.kind === 'road' ? roadFault(place.name) : null;
  return { lesson: wordFaults(lesson).map(({ sentence }) => sentence), road: road === null ? [] : [road] };
}

/**
 * What keeps a bulletin from being confirmed or published on a day, one sentence each. Whether it can be told beside what was
 * released is asked apart.
 * @param given the law of today; the behaviours; the province as readers see it, null: nothing is public of it; facts that
 *   other bulletins told or will tell
 */
export function bulletinProblems(
  data: BulletinData,
  given: {
    registry: Registry;
    behaviours: readonly ToldBehaviour[];
    province: ToldProvince | null;
    told: readonly Fact[];
    day: string;
  },
): string[] {
  const { registry, behaviours, province, told, day } = given;
  if (province === null) return ['Tỉnh này chưa công bố số liệu nào. Hãy đợi đợt công bố đầu tiên.'];
  const { quarter, place, provision } = data;
  const when = periodWords(quarter);
  const problems: string[] = [];
  if (!province.quarters.includes(quarter))
    problems.push(`Chưa công bố số liệu ${when}. Hãy đợi đợt công bố của quý đó.`);
  const from = toldFrom(quarter);
  if (day < from) problems.push(`Việc của ${when} chỉ được kể từ ngày ${formatDay(from)}.`);
  if (place.kind === 'area' && !province.areas.some(({ code }) => code === place.area))
    problems.push('Không có vùng này trong tỉnh. Hãy chọn lại nơi.');
  if (place.kind === 'road' && !(place.lengthKm >= ROAD_KM))
    problems.push(`Chỉ nêu tên con đường dài từ ${ROAD_KM} km trở lên.`);
  const behaviour = behaviours.find(({ code }) => code === data.behaviour);
  if (!behaviour) problems.push('Không có hành vi này. Hãy chọn lại hành vi.');
  else if (!provisionsFor(registry, behaviour.law, quarter, day).some(({ id }) => id === provision)) {
    const on = provisionOn(registry, provision, day);
    const name = citationOf(provision, registry.acts.get(actIdOf(provision)));
    problems.push(
      on && on.standing !== 'in-force'
        ? `${name} ${standingWords[on.standing]}, chưa dẫn được.`
        : `${name} không phải mức phạt của hành vi “${behaviour.nameVi}” trong quý đó.`,
    );
  }
  const faults = typedFaults(data);
  problems.push(...faults.road, ...faults.lesson);
  if (told.some((fact) => isSameFact(fact, factOf(fact.id, data))))
    problems.push('Đã có bản tin kể hành vi này, ở nơi này, trong quý này.');
  return problems;
}
