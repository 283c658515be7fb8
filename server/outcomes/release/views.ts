/* What the desk is told of releases before they are public. */
import type { State } from '../../approval/rules.ts';
import type { AuditReport } from '../../disclosure/types.ts';
import type { Named, ReleaseContent, SumMeasure } from '../rules.ts';

export type DraftRef = {
  id: string;
  preparedAt: Date;
  isSafe: boolean;
  /** Made of what counts now; otherwise it must be prepared again. */
  isCurrent: boolean;
  /** Number of the release it would correct. */
  corrects: number | null;
};

/** A month at the desk, with what was handed over for it and how far its release is. */
export type MonthRow = {
  month: string;
  /** Files that count for it, and when the newest came; 0 and null: none. */
  batches: number;
  handedOverAt: Date | null;
  /** First day on which it may be published (P-1). */
  publishableFrom: string;
  /** Periods whose tables its release carries: the month itself, then a quarter and half-year that are whole with it. */
  periods: readonly string[];
  /** Newest draft of it; null: none. */
  draft: DraftRef | null;
  /** Its publication in the workflow; of several the newest that was not withdrawn. */
  publication: { id: string; state: State; version: number; since: Date; liveAt: Date | null } | null;
  /** The release that readers see now. */
  release: { number: number; liveAt: Date } | null;
  /** What was handed over changed since that release: a correction is due. */
  isChanged: boolean;
  /** A preparation under way, by whoever began it. */
  preparationId: string | null;
};

export type MonthsView = {
  /** Provinces with figures, in the scope of whoever asks. */
  provinces: readonly Named[];
  /** The one that is shown; null: there is none. */
  province: Named | null;
  /** Newest first. */
  months: readonly MonthRow[];
  /** The release that waits for its hour: until then no other can be published; null: none. */
  scheduled: { number: number; month: string; liveAt: Date } | null;
};

export const PREPARATION_PHASES = [
  'waiting',
  'reading',
  'counting',
  'checking',
  'writing',
  'done',
  'failed',
  'cancelled',
] as const;
export type PreparationPhase = (typeof PREPARATION_PHASES)[number];

/** A preparation in the background. `waiting` to `writing`: ask again; `done`: `draftId` is there. */
export type PreparationView = {
  id: string;
  province: Named;
  month: string;
  phase: PreparationPhase;
  /** Steps done and to be done, as far as is known. */
  done: number;
  total: number;
  /** Why it failed, for the reader. */
  sentence: string | null;
  draftId: string | null;
};

/** Why a sum is not published. `changed-little`: it is a correction and the difference would tell of few cases. */
export type SumGap = 'small-base' | 'beside-hidden' | 'not-stated' | 'changed-little';
export const sumGapWords: Record<SumGap, string> = {
  'small-base': 'Có quá ít vụ để công bố.',
  'beside-hidden': 'Số vụ tương ứng đang ẩn.',
  'not-stated': 'Số liệu nộp lên không ghi mục này.',
  'changed-little': 'Bản trước đã công bố; chênh lệch sẽ nói về quá ít vụ.',
};

/** Why a unit does not appear. */
export type UnitGap = 'few-contributors' | 'cap-too-high' | 'not-stated';
export const unitGapWords: Record<UnitGap, string> = {
  'few-contributors': 'Quá ít người đóng góp.',
  'cap-too-high': 'Một người có thể chiếm quá nửa số đóng góp.',
  'not-stated': 'Số liệu nộp lên không ghi số người hoặc mức tối đa mỗi người.',
};

/** What nobody but the desk learns of a draft. */
export type DraftNotes = {
  sums: readonly { measure: SumMeasure; period: string; why: SumGap }[];
  units: readonly (Named & { period: string; why: UnitGap })[];
};

export type DraftView = DraftRef & {
  province: Named;
  month: string;
  publishableFrom: string;
  preparedBy: string | null;
  /** As readers would see it; number 0 and the day of today until it is published. Empty tables when it is not safe. */
  content: ReleaseContent;
  notes: DraftNotes;
  /** The publication that names it; null: none yet. */
  publicationId: string | null;
};

/** The audit of a draft; members of findings with their names. */
export type DraftReport = AuditReport & { names: Readonly<Record<string, string>> };

/** One cell that readers would see otherwise than now. null: hidden; undefined: not there. */
export type CellChange = {
  row: string;
  column: string;
  before: number | null | undefined;
  after: number | null | undefined;
};
export type TableChange = {
  tableId: string;
  period: string;
  /** Release in which it stands now; null: it is new. */
  before: number | null;
  cells: number;
  changes: readonly CellChange[];
};
export type DraftComparison = {
  tables: readonly TableChange[];
  sums: readonly {
    measure: SumMeasure;
    period: string;
    before: number | null | undefined;
    after: number | null;
  }[];
};
