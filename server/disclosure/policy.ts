/*
 * The rules of publication, P-1 to P-10, as data: the one place where their numbers stand. Never shown to the public; what is
 * said about them is that they exist (P-9).
 */

export type Policy = {
  /** Raised with every change; stored with every audit. */
  version: number;
  /** P-1: a month is released this many days after its end at the earliest. */
  delayDays: number;
  /** P-2: the smallest count that is shown, in plain tables and in those that name a unit. */
  smallestShown: number;
  smallestShownOfContributors: number;
  /** P-2: zero is shown when it is structural or the totals of its row and of its column are at least this. */
  zeroMargin: number;
  /** P-3: a unit appears with so many distinct contributors, and a cap per person of at most this share of its count. */
  contributors: number;
  largestShareOfOne: number;
  /** P-4: what must be left open of a hidden cell: at least so many, and this share of its value. */
  openAtLeast: number;
  openShareOfValue: number;
  /** P-6: percentages, sums and means need a base of this. */
  base: number;
  /** P-7: a named stretch of road is at least so long. */
  roadKm: number;
  /** P-8 and bulletins: full quarters that lie between the case and what is told of it. */
  quartersLater: number;
};

export const POLICY: Policy = {
  version: 1,
  delayDays: 30,
  smallestShown: 5,
  smallestShownOfContributors: 10,
  zeroMargin: 50,
  contributors: 5,
  largestShareOfOne: 0.5,
  openAtLeast: 5,
  openShareOfValue: 0.3,
  base: 40,
  roadKm: 5,
  quartersLater: 1,
};

/** P-4: how far the two ends of what can be told of a hidden cell must lie apart; a whole number. */
export const openWidth = (policy: Policy, value: number): number =>
  // The share is taken in thousandths: 0,3 × 50 is 15, not 15,000000000000002.
  Math.max(policy.openAtLeast, Math.ceil(Math.round(policy.openShareOfValue * value * 1000) / 1000));

/** P-2: whether a count is too small to be shown where its row and its column come to these totals. */
export function isSmall(
  policy: Policy,
  cell: {
    value: number;
    rowTotal: number;
    columnTotal: number;
    hasContributors: boolean;
    isStructural: boolean;
  },
): boolean {
  if (cell.value === 0)
    return !cell.isStructural && Math.min(cell.rowTotal, cell.columnTotal) < policy.zeroMargin;
  const smallest = cell.hasContributors ? policy.smallestShownOfContributors : policy.smallestShown;
  return cell.value < smallest;
}

/** P-3: whether a unit may appear; what the sender did not state is taken as too little. */
export const mayAppear = (
  policy: Policy,
  unit: { count: number; contributors: number | null; capPerPerson: number | null },
): boolean =>
  unit.contributors !== null &&
  unit.capPerPerson !== null &&
  unit.contributors >= policy.contributors &&
  unit.capPerPerson <= unit.count * policy.largestShareOfOne;

/** P-6: a count as a table shows it. */
export const roundedTo = (base: 1 | 5, value: number): number => Math.round(value / base) * base;

/** What a shown count can have been before it was rounded; zero is shown for zero only (P-2). */
export function spanOfShown(policy: Policy, base: 1 | 5, shown: number): readonly [number, number] {
  if (base === 1 || shown === 0) return [shown, shown];
  const half = (base - 1) / 2;
  return [Math.max(shown - half, policy.smallestShown), shown + half];
}
