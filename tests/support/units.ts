import { headcountHeader, kindWords, levelWords, UNIT_COLUMNS } from '#server/units/rules.ts';

/** The head of a file of units, with the headcounts of one year. */
export const unitHead: string[] = [...Object.values(UNIT_COLUMNS), headcountHeader(2026)];

type Cells = Partial<Record<keyof typeof UNIT_COLUMNS | 'headcount', string | number>>;

/** A row of a file of units; a school unless told otherwise. */
export const unitRow = (cells: Cells): (string | number)[] => [
  ...(Object.keys(UNIT_COLUMNS) as (keyof typeof UNIT_COLUMNS)[]).map(
    (name) => cells[name] ?? (name === 'kind' ? kindWords.school : ''),
  ),
  cells.headcount ?? '',
];

/** So many primary schools under one unit. */
export const schoolRows = (
  count: number,
  parent: string,
  name = 'Trường Tiểu học số',
): (string | number)[][] =>
  Array.from({ length: count }, (_, at) =>
    unitRow({
      officialName: `${name} ${at + 1}`,
      shortName: `TH số ${at + 1}`,
      levels: levelWords.primary,
      parent,
      validFrom: '05/09/2020',
      headcount: 200 + (at % 700),
    }),
  );
