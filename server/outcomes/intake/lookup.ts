/* What a name in a cell stands for. Pure: the registry and the behaviours are handed in. */
import { lastDayOf } from '../periods.ts';
import {
  CRASH_MEASURES,
  crashWords,
  RESULT_SUMS,
  RESULTS,
  resultWords,
  SOURCES,
  sourceWords,
  VEHICLES,
  vehicleWords,
} from '../vocabulary.ts';
import type { DimensionField } from './fields.ts';
import { nameKey } from './numbers.ts';
import { HEADER_SYNONYMS, VALUE_SYNONYMS } from './synonyms.ts';
import type { Choice } from './views.ts';

/** A unit of the registry, as files name it. Days `YYYY-MM-DD`; `to` null: it goes on. */
export type Place = {
  id: string;
  code: string;
  name: string;
  /** Every name it has or had. */
  names: readonly string[];
  from: string;
  to: string | null;
};

/** What names are looked up in. */
export type Vocabulary = {
  communes: readonly Place[];
  units: readonly Place[];
  behaviours: readonly Choice[];
};

/** `of` empty: unknown; several: it may be any of these. */
export type Found = { code: string } | { of: readonly Choice[] };

export type Lookup = {
  find(dimension: DimensionField, text: string): Found;
  /** What it may mean, likeliest first. */
  near(dimension: DimensionField, text: string): readonly Choice[];
  choice(dimension: DimensionField, code: string): Choice | null;
  /** The commune or unit of a code. */
  place(code: string): Place | undefined;
  /** Whether a text is a name or a code of something that is known. */
  isKnown(text: string): boolean;
  /** Why a place cannot have figures of a month; null: it can. */
  notThere(code: string, month: string): string | null;
};

const KINDS_OF_PLACE = /^(?:ubnd|uy ban nhan dan|cong an)\s+/;
const COMMUNE_WORDS = /^(?:xa|phuong|thi tran|dac khu)\s+/;

/** Every way in which files write the name of a commune. */
function keysOfCommune(name: string): string[] {
  const full = nameKey(name.replace(/\(mẫu\)/gi, ' ')).replace(KINDS_OF_PLACE, '');
  return [full, full.replace(COMMUNE_WORDS, '')];
}

const choicesOf = (words: Readonly<Record<string, string>>, codes: readonly string[]): Choice[] =>
  codes.map((code) => ({ code, name: words[code]! }));

const RESULT_CHOICES = choicesOf(resultWords, [...RESULTS, ...Object.keys(RESULT_SUMS)]);
const MEASURE_CHOICES = choicesOf(crashWords, CRASH_MEASURES);
const SOURCE_CHOICES = choicesOf(sourceWords, SOURCES);
const VEHICLE_CHOICES = choicesOf(vehicleWords, VEHICLES);

/** A code as it may be typed: units in groups and any case, others as they are. */
const codeKey = (text: string): string => text.replace(/[\s.\-–—_]/g, '').toUpperCase();

const SHORT: Readonly<Record<string, string>> = { p: 'phuong', x: 'xa', tt: 'thi tran' };
const spelledOut = (key: string): string =>
  key.replace(/^(p|x|tt) /, (_whole, short: string) => `${SHORT[short]!} `);

/** @param remembered codes by dimension and nameKey() of the text; they win over names */
export function createLookup(
  vocabulary: Vocabulary,
  remembered: Readonly<Partial<Record<DimensionField, Readonly<Record<string, string>>>>>,
): Lookup {
  const places = new Map([...vocabulary.units, ...vocabulary.communes].map((place) => [place.code, place]));
  const lists: Record<DimensionField, readonly Choice[]> = {
    place: vocabulary.communes.map(({ code, name }) => ({ code, name })),
    unit: vocabulary.units.map(({ code, name }) => ({ code, name })),
    behaviour: vocabulary.behaviours,
    vehicle: VEHICLE_CHOICES,
    source: SOURCE_CHOICES,
    result: RESULT_CHOICES,
    measure: MEASURE_CHOICES,
  };
  const byCode = Object.fromEntries(
    Object.entries(lists).map(([dimension, list]) => [
      dimension,
      new Map(list.map((choice) => [codeKey(choice.code), choice])),
    ]),
  ) as Record<DimensionField, Map<string, Choice>>;
  const byName = Object.fromEntries(
    Object.keys(lists).map((dimension) => [dimension, new Map<string, Set<string>>()]),
  ) as Record<DimensionField, Map<string, Set<string>>>;
  const name = (dimension: DimensionField, key: string, code: string) => {
    if (key === '' || !byCode[dimension].has(codeKey(code))) return;
    const codes = byName[dimension].get(key) ?? new Set();
    byName[dimension].set(key, codes.add(code));
  };
  for (const dimension of ['behaviour', 'vehicle', 'source', 'result', 'measure'] as const)
    for (const choice of lists[dimension]) name(dimension, nameKey(choice.name), choice.code);
  for (const [dimension, words] of Object.entries(VALUE_SYNONYMS))
    for (const [word, code] of words) {
      const known = byName[dimension as keyof typeof VALUE_SYNONYMS].get(word);
      // An own name of something else stands.
      if (!known) name(dimension as keyof typeof VALUE_SYNONYMS, word, code);
    }
  for (const [word, field] of HEADER_SYNONYMS)
    if (field.startsWith('result.')) name('result', word, field.slice('result.'.length));
  for (const commune of vocabulary.communes)
    for (const one of commune.names) for (const key of keysOfCommune(one)) name('place', key, commune.code);
  for (const unit of vocabulary.units)
    for (const one of unit.names) name('unit', nameKey(one.replace(/\(mẫu\)/gi, ' ')), unit.code);

  /** Several communes of one name without marks: the one that is written just so. */
  const withMarks = (text: string, codes: ReadonlySet<string>): string[] => {
    const plain = (one: string) => one.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
    const own = plain(text);
    return [...codes].filter((code) =>
      places.get(code)!.names.some((one) => plain(one) === own || plain(one).replace(/^\S+\s/u, '') === own),
    );
  };

  const find = (dimension: DimensionField, text: string): Found => {
    const typed = codeKey(text);
    const known = byCode[dimension].get(typed);
    if (known) return { code: known.code };
    const key = nameKey(text);
    const decided = remembered[dimension]?.[key];
    if (decided && byCode[dimension].has(codeKey(decided))) return { code: decided };
    const codes = byName[dimension].get(dimension === 'place' ? spelledOut(key) : key);
    if (!codes) return { of: [] };
    if (codes.size === 1) return { code: [...codes][0]! };
    const exact = dimension === 'place' || dimension === 'unit' ? withMarks(text, codes) : [];
    if (exact.length === 1) return { code: exact[0]! };
    return { of: [...codes].map((code) => byCode[dimension].get(codeKey(code))!) };
  };

  return {
    find,
    near: (dimension, text) => {
      const found = find(dimension, text);
      if (text === '') return lists[dimension];
      const several = 'of' in found ? found.of : [];
      const scored = lists[dimension]
        .filter(({ code }) => !several.some((one) => one.code === code))
        .map((choice) => ({ choice, score: likeness(nameKey(text), nameKey(choice.name)) }))
        .sort((one, other) => other.score - one.score);
      const isLong = dimension === 'place' || dimension === 'unit';
      return [
        ...several,
        ...scored.filter(({ score }, at) => !isLong || (at < 8 && score > 0)).map(({ choice }) => choice),
      ];
    },
    choice: (dimension, code) => byCode[dimension].get(codeKey(code)) ?? null,
    place: (code) => places.get(code),
    isKnown: (text) => {
      const key = nameKey(text);
      return (Object.keys(lists) as DimensionField[]).some(
        (dimension) => byName[dimension].has(key) || byCode[dimension].has(codeKey(text)),
      );
    },
    notThere: (code, month) => {
      const place = places.get(code);
      if (!place) return 'Không có đơn vị này. Hãy xem lại mã.';
      const shown = (day: string) => day.split('-').reverse().join('/');
      if (place.from > lastDayOf(month))
        return `${place.name} có từ ngày ${shown(place.from)}, sau tháng này. Hãy ghi đơn vị thời đó.`;
      if (place.to !== null && place.to < `${month}-01`)
        return `${place.name} đã kết thúc ngày ${shown(place.to)}. Hãy ghi đơn vị hiện nay.`;
      return null;
    },
  };
}

/** Share of pairs of letters that two texts have in common, 0 to 1. */
function likeness(one: string, other: string): number {
  const pairsOf = (text: string) =>
    new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
  const [a, b] = [pairsOf(one), pairsOf(other)];
  if (a.size + b.size === 0) return 0;
  return (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size);
}
