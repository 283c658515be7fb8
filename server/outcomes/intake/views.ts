/* What pages are told of files on their way in. */
import type { AnyResult, DimensionField, Field, WholeField } from './fields.ts';

export type IntakePhase =
  | 'reading'
  | 'checking'
  /** Somebody must say what columns or names mean. */
  | 'needs-mapping'
  /** Read and understood; `preview.canAccept` says whether it may be taken. */
  | 'ready'
  | 'writing'
  | 'done'
  /** Cannot be read at all. */
  | 'failed'
  /** Holds what must not be here; nothing of it is kept. */
  | 'personal'
  | 'cancelled';

/** Kinds of figures: cases and their results, contributions of units, crashes. */
export type FigureKind = 'cases' | 'contributions' | 'crashes';

/** A place of a file, as a spreadsheet names it. `sheet` null: the file has one table. */
export type CellPlace = { sheet: string | null; cell: string };

/** What is wrong at a place. `cell` A1-style; a whole row `7`; empty: the sheet. */
export type IntakeProblem = CellPlace & {
  line: number;
  column: number | null;
  header: string;
  sentence: string;
};

export type ColumnView = {
  /** By which remap() knows it. */
  key: string;
  sheet: string | null;
  /** As a spreadsheet names it: `C`. */
  letter: string;
  /** Its heads from top to bottom, joined by ` / `. */
  header: string;
  field: Field;
  /** Up to three values that stand in it. */
  samples: readonly string[];
};

export type Choice = { code: string; name: string };

/** A name in the file that was not understood, or stands for several things. */
export type ValueView = {
  dimension: DimensionField;
  text: string;
  /** Rows it stands in, and the first of them. */
  rows: number;
  first: CellPlace;
  /** What it may mean, likeliest first; for communes and units the nearest names only. */
  choices: readonly Choice[];
  /** What was decided; '' not yet. */
  code: string;
};

/** One month and result (cases), or one figure: what counts now and what will count. null: nothing was handed over. */
export type SumView = {
  kind: FigureKind;
  month: string;
  /** AnyResult of cases, CrashMeasure of crashes, `contributions`. */
  what: AnyResult | string;
  nameVi: string;
  before: number | null;
  after: number;
};

export type IntakeRow = {
  kind: FigureKind;
  month: string;
  place: Choice | null;
  behaviour: Choice | null;
  vehicle: Choice | null;
  source: Choice | null;
  /** Result of a case, measure of a crash figure. */
  what: Choice | null;
  unit: Choice | null;
  count: number;
  finesVnd: number | null;
  points: number | null;
  processingDays: number | null;
  contributors: number | null;
  capPerPerson: number | null;
};

export type IntakeView = {
  phase: IntakePhase;
  sender: { id: string; name: string };
  /** '' where the name of the file itself held what must not be here. */
  fileName: string;
  /** Rows done of rows in all. */
  done: number;
  total: number;
  /** For the reader: why it failed, when it was taken. null: nothing to say. */
  sentence: string | null;
  /** Cells that hold what must not be here: at most 20, without their content, and how many more there are. */
  personal: { cells: readonly (CellPlace & { sentence: string })[]; more: number } | null;
  /** When the same file was taken before, or this one just now. */
  taken: {
    batchId: string;
    takenAt: Date;
    rows: number;
    months: readonly string[];
    wasBefore: boolean;
  } | null;
  mapping: {
    columns: readonly ColumnView[];
    values: readonly ValueView[];
    /** What is said once for the whole file; `isAsked`: neither a column nor anything else says it. */
    whole: readonly {
      field: WholeField;
      value: string | null;
      isAsked: boolean;
      choices: readonly Choice[];
    }[];
    /** What else is missing, in sentences. */
    missing: readonly string[];
    /** Whether the mapping of the sender's last file was used. */
    isRemembered: boolean;
  } | null;
  preview: {
    fileHash: string;
    mark: string;
    canAccept: boolean;
    kinds: readonly FigureKind[];
    months: readonly string[];
    counts: { rows: number; tallies: number; contributions: number; crashes: number; problems: number };
    sums: readonly SumView[];
    /** What was derived, skipped or assumed, in sentences. */
    notes: readonly string[];
    /** One page of each list. */
    problems: readonly IntakeProblem[];
    rows: readonly IntakeRow[];
    page: number;
    pages: number;
  } | null;
};

export type SenderChoice = {
  id: string;
  name: string;
  province: Choice;
  isSample: boolean;
  hasMapping: boolean;
};

export type BatchView = {
  id: string;
  sender: { id: string; name: string };
  fileName: string;
  fileHash: string;
  rows: number;
  months: readonly string[];
  /** Months of which it is what counts now. */
  counting: readonly string[];
  kinds: readonly FigureKind[];
  takenAt: Date;
  /** Who: somebody at the desk (null: no account any more), or a key of the API. */
  by: { kind: 'staff'; name: string | null } | { kind: 'key'; name: string };
};

export type BatchPage = {
  batches: readonly BatchView[];
  total: number;
  page: number;
  pages: number;
  /** Months there are figures of, newest first, with what counts now. */
  months: readonly {
    month: string;
    cases: number;
    contributions: number;
    crashes: number | null;
    batches: number;
  }[];
};
