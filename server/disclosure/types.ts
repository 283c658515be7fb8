/*
 * What the engine is given and what it gives back. Counts are whole numbers; codes are ASCII. Months are `YYYY-MM`, quarters
 * `YYYY-Qn`, half-years `YYYY-Hn`.
 */

/** Dimensions by which something is counted. */
export const DIMENSIONS = ['month', 'place', 'behaviour', 'result', 'source', 'unit'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/**
 * The members of a dimension, from single ones up to the whole: each names its parts directly below it; one without parts
 * is single. A place that was merged into another is a part of it, so that old and new geographies stand in one hierarchy;
 * a member may be part of several (a commune of an area before and after a change).
 */
export type Hierarchy = ReadonlyMap<string, readonly string[]>;

/** All hierarchies a release is checked in. That of months may be empty: periods say themselves which months they hold. */
export type World = Readonly<Record<Dimension, Hierarchy>>;

/** What a table counts: cases (reports and what came of them), or verified contributions of units. */
export type Measure = 'cases' | 'contributions';

/** A table that is published, declared as data; nothing is published outside of these. */
export type TableRule = {
  id: string;
  measure: Measure;
  span: 'month' | 'quarter' | 'half-year';
  /** Dimension of its rows and of its columns; every other dimension is whole, or as `fixed` says. */
  rows: Dimension;
  columns: Dimension;
  fixed: Partial<Record<Dimension, string>>;
  /** P-2: names a unit or school, so that the stricter threshold holds. */
  hasContributors: boolean;
  /** P-6: counts are rounded to multiples of this. */
  roundedTo: 1 | 5;
};

/** One table of one period, with the members that stand in it, in order: single ones and sums of them. */
export type TableFrame = {
  tableId: string;
  period: string;
  rows: readonly string[];
  columns: readonly string[];
};

/** So many cases of single members. */
export type Tally = {
  month: string;
  place: string;
  behaviour: string;
  result: string;
  source: string;
  count: number;
};

/** So many verified contributions of a unit in a month; people are never known, only how many at the sender's. */
export type Contribution = {
  month: string;
  unit: string;
  count: number;
  /** Distinct contributors as the sender counted them, and its cap per person; null: not stated. */
  contributors: number | null;
  capPerPerson: number | null;
};

/** What a bulletin tells: of these members there was at least one case. */
export type Fact = {
  id: string;
  period: string;
  place: string;
  behaviour: string;
  /** A node of the hierarchy of results; source and unit are never told. */
  result: string;
};

/** A table with true counts, before anything is hidden; `counts[row][column]`. */
export type CountedTable = TableFrame & { counts: readonly (readonly number[])[] };

/**
 * A table as it may be published: `cells[row][column]`, null where it is hidden (“ẩn”). Nothing tells which cell was hidden
 * first and which to protect another.
 */
export type PublishedTable = TableFrame & {
  roundedTo: 1 | 5;
  cells: readonly (readonly (number | null)[])[];
};

/** A release as the engine remembers it: what was true then and what was shown. Private; never leaves the server. */
export type KeptRelease = {
  number: number;
  counted: readonly CountedTable[];
  published: readonly PublishedTable[];
  facts: readonly Fact[];
};

/** What is to be released. */
export type Candidate = {
  tables: readonly CountedTable[];
  facts: readonly Fact[];
  /** Rows of contributor tables that may not appear at all (P-3): `<tableId> <period> <row>`. */
  mayNotAppear: ReadonlySet<string>;
  /** Whether zero of a cell is structural and may be shown: its members cannot occur together. */
  isStructuralZero: (tableId: string, period: string, row: string, column: string) => boolean;
  /** A secret number in [0, 1) for a name, the same at every call: decides between choices that an attacker must not foresee. */
  whim: (name: string) => number;
};

/** Opens a linear programme; wraps HiGHS (solver.ts) so that the engine stays pure. */
export type Solve = (programme: LinearProgramme) => LinearModel;
/**
 * Minimise `Σ cost · column` where `lower ≤ column ≤ upper` and `rowLower ≤ Σ coefficient · column ≤ rowUpper`. Infinity where
 * there is no bound; the columns of row r are `columns[starts[r]]` to before `starts[r + 1]`.
 */
export type LinearProgramme = {
  lower: Float64Array;
  upper: Float64Array;
  costs: Float64Array;
  rowLower: Float64Array;
  rowUpper: Float64Array;
  starts: Int32Array;
  columns: Int32Array;
  coefficients: Float64Array;
};
/** A programme that is solved again and again, each time from where the last one ended. */
export type LinearModel = {
  setBounds: (column: number, lower: number, upper: number) => void;
  setCost: (column: number, cost: number) => void;
  /** The best point; what stands in its way otherwise. */
  solve: () => Float64Array | 'infeasible' | 'unbounded';
  close: () => void;
};

/** What the audit found of one release; private, stored with it. */
export type AuditReport = {
  policyVersion: number;
  /** Cells in all; hidden in all, because small, and to protect others. */
  cells: number;
  hidden: number;
  primary: number;
  secondary: number;
  /**
   * How the interval of each hidden cell was found wide enough: by propagation where nothing else is unknown beside it, by a
   * point that linear programming found and that was checked against everything public, by counting in small blocks.
   */
  byPropagation: number;
  byProgramme: number;
  byCounting: number;
  /** The narrowest interval found, as share of what is asked for (1: just enough); null: nothing is hidden. */
  narrowest: number | null;
  /** Hidden cells of this or an earlier release that can be told too well. Empty: safe. */
  findings: readonly AuditFinding[];
};
export type AuditFinding = {
  tableId: string;
  period: string;
  row: string;
  column: string;
  /** What an attacker who knows everything public can say of it. */
  from: number;
  to: number | null;
  /** The release in which it was hidden. */
  releaseNumber: number | 'candidate';
};

/** Published tables and what to keep when it is safe; otherwise why it is refused. */
export type Prepared =
  | { ok: true; published: readonly PublishedTable[]; kept: Omit<KeptRelease, 'number'>; report: AuditReport }
  | { ok: false; report: AuditReport };
