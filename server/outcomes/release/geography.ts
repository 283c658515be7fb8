/*
 * The places of a province on a day, and those of all releases in one hierarchy: what was published of communes that were
 * merged since stands beside what is published of their heirs, as sets of the communes that figures were ever recorded for.
 */
import type { Hierarchy } from '../../disclosure/types.ts';
import { WHOLE, type Named } from '../rules.ts';

/** Days are YYYY-MM-DD; null: from the beginning, or up to today and on. `nameVi` as on the day that is asked. */
export type Commune = Named & { validFrom: string | null; validTo: string | null };

/** One commune went into another, whole or in part. */
export type MergerLink = { from: string; to: string; onDay: string };

/** A commune belongs to an area from a day to a day, both included. */
export type AreaStay = { area: string; commune: string; fromOn: string | null; toOn: string | null };

/** What the registry knows of the communes of a province, of all days. */
export type Geography = {
  communes: readonly Commune[];
  links: readonly MergerLink[];
  /** In their order. */
  areas: readonly Named[];
  stays: readonly AreaStay[];
};

/** The places that stand in tables on a day, as a release names them. */
export type Places = {
  geographyOn: string;
  communes: readonly (Named & { area: string })[];
  areas: readonly Named[];
};

const isWithin = (from: string | null, to: string | null, day: string): boolean =>
  (from === null || from <= day) && (to === null || day <= to);

/**
 * The commune under which figures of a commune are shown on a day: itself while it has a row, else the one it was merged into.
 * @param rows communes with a row
 * @returns null: it was divided, or what became of it has no row
 */
export function rowOf(
  links: readonly MergerLink[],
  rows: ReadonlySet<string>,
  commune: string,
  day: string,
): string | null {
  let at = commune;
  for (let steps = 0; steps < 20; steps += 1) {
    if (rows.has(at)) return at;
    const heirs = new Set(
      links.filter(({ from, to, onDay }) => from === at && to !== at && onDay <= day).map(({ to }) => to),
    );
    const [heir] = heirs;
    if (heirs.size !== 1) return null;
    at = heir!;
  }
  return null;
}

/**
 * The places of a day. A commune that is gone and was divided keeps its row where figures name it: they cannot be told apart.
 * @param named communes that figures name
 * @returns also which of the communes stand in no area, or have no row
 */
export function placesOn(
  { communes, links, areas, stays }: Geography,
  day: string,
  named: ReadonlySet<string>,
): { places: Places; withoutArea: readonly Named[] } {
  const standing = communes.filter(({ validFrom, validTo }) => isWithin(validFrom, validTo, day));
  const rows = new Set(standing.map(({ code }) => code));
  const divided = communes.filter(
    ({ code }) => named.has(code) && rowOf(links, rows, code, day) === null && !rows.has(code),
  );
  const areaOf = ({ code, validTo }: Commune): string | undefined => {
    const on = validTo !== null && validTo < day ? validTo : day;
    return stays.find((stay) => stay.commune === code && isWithin(stay.fromOn, stay.toOn, on))?.area;
  };
  const shown = [...standing, ...divided].map((commune) => ({ commune, area: areaOf(commune) }));
  const inAreas = shown.flatMap(({ commune: { code, nameVi }, area }) =>
    area === undefined ? [] : [{ code, nameVi, area }],
  );
  const used = new Set(inAreas.map(({ area }) => area));
  return {
    places: {
      geographyOn: day,
      communes: inAreas,
      areas: areas.filter(({ code }) => used.has(code)).map(({ code, nameVi }) => ({ code, nameVi })),
    },
    withoutArea: shown
      .filter(({ area }) => area === undefined)
      .map(({ commune: { code, nameVi } }) => ({ code, nameVi })),
  };
}

/** The hierarchy of the places of one day: the whole, areas, communes. */
export function hierarchyOf({ communes, areas }: Places): Hierarchy {
  return new Map<string, readonly string[]>([
    [WHOLE, areas.map(({ code }) => code)],
    ...areas.map(({ code }): [string, string[]] => [
      code,
      communes.filter(({ area }) => area === code).map((commune) => commune.code),
    ]),
    ...communes.map(({ code }): [string, string[]] => [code, []]),
  ]);
}

/**
 * The geography a period is published on: that of its last day, or of the first later day from which on everything it names
 * is there.
 * @param named communes that its figures name
 * @param handedOver for each month the day on which its figures came, and the communes they name
 */
export function geographyDay(
  { communes, links }: Geography,
  lastDay: string,
  handedOver: readonly { onDay: string; named: ReadonlySet<string> }[],
): string {
  const begun = communes
    .filter(({ code, validFrom }) => validFrom !== null && handedOver.some(({ named }) => named.has(code)))
    .map(({ validFrom }) => validFrom!);
  // Figures that came after a merger and name only the heir hold what was merged into it.
  const merged = handedOver.flatMap(({ onDay, named }) =>
    links
      .filter(
        ({ from, to, onDay: since }) =>
          since > lastDay && since <= onDay && !named.has(from) && named.has(to),
      )
      .map(({ onDay: since }) => since),
  );
  return [lastDay, ...begun, ...merged].reduce((latest, day) => (day > latest ? day : latest));
}

/** Places of several days in one hierarchy, and what a place of one of them is called in it. */
export type JointPlaces = {
  hierarchy: Hierarchy;
  /** @param at index of the places; what they do not name stays as it is */
  nameOf(at: number, code: string): string;
};

/**
 * Joins the places of several days. Those of the last keep their codes; a place of another day that came to other communes gets
 * the day into its name.
 */
export function jointPlaces(
  { communes, links }: Pick<Geography, 'communes' | 'links'>,
  all: readonly Places[],
): JointPlaces {
  const single = new Set([
    ...communes.map(({ code }) => code),
    ...all.flatMap((places) => places.communes.map(({ code }) => code)),
  ]);
  const setsOf = all.map((places) => {
    const rows = new Map(places.communes.map(({ code }) => [code, [] as string[]]));
    for (const code of [...single].sort()) {
      const row = rowOf(links, new Set(rows.keys()), code, places.geographyOn);
      if (row !== null) rows.get(row)!.push(code);
    }
    const sets = new Map<string, readonly string[]>(rows);
    for (const { code } of places.areas)
      sets.set(
        code,
        places.communes.flatMap((commune) => (commune.area === code ? rows.get(commune.code)! : [])).sort(),
      );
    return sets;
  });
  // Communes that no row ever tells apart are one.
  const signatures = new Map<string, string>();
  const atomOf = new Map<string, string>();
  for (const code of [...single].sort()) {
    const within = setsOf.map((sets) =>
      [...sets].filter(([, set]) => set.includes(code)).map(([name]) => name),
    );
    if (within.every((names) => names.length === 0)) continue;
    const signature = JSON.stringify(within);
    const first = signatures.get(signature) ?? code;
    signatures.set(signature, first);
    atomOf.set(code, `=${first}`);
  }
  const atomsOf = (set: readonly string[]): string[] => [
    ...new Set(set.flatMap((code) => atomOf.get(code) ?? [])),
  ];
  const hierarchy = new Map<string, readonly string[]>();
  const keyOf = (set: readonly string[]) => atomsOf(set).join(' ');
  const last = setsOf.at(-1) ?? new Map<string, readonly string[]>();
  const names = setsOf.map((sets, at) => {
    const named = new Map<string, string>();
    for (const [code, set] of sets) {
      const own = last.get(code);
      const isSame = own !== undefined ? keyOf(own) === keyOf(set) : at === setsOf.length - 1;
      const name = isSame ? code : `${code}@${all[at]!.geographyOn}`;
      named.set(code, name);
      if (!hierarchy.has(name)) hierarchy.set(name, atomsOf(set));
    }
    return named;
  });
  const atoms = [...new Set(atomOf.values())];
  for (const atom of atoms) hierarchy.set(atom, []);
  hierarchy.set(WHOLE, atoms);
  return { hierarchy, nameOf: (at, code) => names[at]?.get(code) ?? code };
}
