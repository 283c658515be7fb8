import { isUnitKind, type UnitKind } from '#server/units/rules.ts';

const SORTS = ['ten', '-ten', 'ma', '-ma', 'loai', '-loai', 'tu', '-tu'] as const;
const STATES = ['live', 'ended', 'all'] as const;

/** What the list of units shows, as its address says. */
export type UnitFilters = {
  query: string;
  kind: UnitKind | null;
  /** Code of the unit directly above. */
  parent: string | null;
  state: (typeof STATES)[number];
  sort: (typeof SORTS)[number];
  page: number;
};

/** Reads the filters of a list of units out of its address; what cannot be read is left out. */
export function readUnitFilters({ searchParams }: URL): UnitFilters {
  const text = (name: string) => (searchParams.get(name) ?? '').normalize('NFC').trim();
  const oneOf = <T extends string>(list: readonly T[], value: string): T =>
    list.find((one) => one === value) ?? list[0]!;
  const kind = text('loai');
  const page = Number(text('trang'));
  return {
    query: text('q').slice(0, 200),
    kind: isUnitKind(kind) ? kind : null,
    parent: text('cha').slice(0, 40) || null,
    state: oneOf(STATES, text('trang_thai')),
    sort: oneOf(SORTS, text('xep')),
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  };
}
