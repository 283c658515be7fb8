/*
 * A file of units against the registry: which rows add, change or end a unit, which change nothing, and which cannot be
 * taken and why. Pure; the same file against the same registry always gives the same plan.
 */
import type { FileRow, Layout, RowProblem, UnitColumn, UnitDraft } from './import-rows.ts';
import { readRow, UNIT_COLUMNS } from './import-rows.ts';
import { settleParents } from './import-parents.ts';
import { kindWords, levelWords, type SchoolLevel, type UnitKind } from './kinds.ts';
import type { UnitNode } from './operations.ts';
import { refusalSentence } from './refusal-words.ts';

/** A unit of the registry with its headcounts. */
export type ImportUnit = UnitNode & { headcounts: ReadonlyMap<number, number> };

/** Where a new or moved unit goes: a unit there is, or a row of the file by its line. */
export type PlannedParent = { id: string } | { line: number } | null;

/** A unit the file adds; its id and code are drawn when it is written. */
export type AddedRow = {
  line: number;
  kind: UnitKind;
  officialName: string;
  shortName: string;
  schoolLevels: readonly SchoolLevel[];
  parent: PlannedParent;
  validFrom: string;
  validTo: string | null;
  headcounts: UnitDraft['headcounts'];
};

/** What a file changes of a unit there is; undefined: as it was. */
export type ChangedRow = {
  line: number;
  id: string;
  code: string;
  /** As it is called now. */
  officialName: string;
  names?: { officialName: string; shortName: string };
  schoolLevels?: readonly SchoolLevel[];
  parent?: PlannedParent;
  validTo?: string;
  headcounts: UnitDraft['headcounts'];
  /** In words, for the preview: what was, what will be. */
  changes: readonly { header: string; before: string; after: string }[];
};

export type ImportPlan = {
  added: readonly AddedRow[];
  changed: readonly ChangedRow[];
  /** Rows that say what the registry says already. */
  same: number;
  problems: readonly RowProblem[];
};

/** The registry by both ways a file names its units. */
export type Registry = {
  byCode: ReadonlyMap<string, ImportUnit>;
  byId: ReadonlyMap<string, ImportUnit>;
};

/**
 * Plans an import of the rows below a head.
 * @param reach ids within which whoever asks may import; null: everywhere
 */
export function planImport(
  rows: readonly FileRow[],
  layout: Layout,
  units: readonly ImportUnit[],
  reach: ReadonlySet<string> | null,
  today: string,
): ImportPlan {
  const registry: Registry = {
    byCode: new Map(units.map((unit) => [unit.code, unit])),
    byId: new Map(units.map((unit) => [unit.id, unit])),
  };
  const problems: RowProblem[] = [];
  const drafts = new Map<number, UnitDraft>();
  for (const row of rows) {
    if (row.line <= layout.headLine) continue;
    const read = readRow(row, layout);
    if (read.problems.length > 0) problems.push(...read.problems);
    else drafts.set(row.line, read.draft);
  }
  const leaveOut = (line: number, name: UnitColumn | null, sentence: string) => {
    drafts.delete(line);
    const column = name === null ? null : (layout.columnOf[name] ?? null);
    problems.push({ line, column, header: name === null ? '' : UNIT_COLUMNS[name], sentence });
  };

  const lineOfMark = uniqueRefs(drafts, leaveOut);
  for (const draft of [...drafts.values()]) {
    const wrong =
      'code' in (draft.ref ?? {}) ? wrongChange(draft, registry, reach, today) : wrongAddition(draft, today);
    if (wrong) leaveOut(draft.line, ...wrong);
  }
  const settle = settleParents(drafts, registry, lineOfMark, reach, leaveOut);
  leaveOutTwins(drafts, units, settle, leaveOut);
  leaveOutParentsOfTheLiving(drafts, registry, units, leaveOut);
  // Whatever was left out last may have been a parent.
  settleParents(drafts, registry, lineOfMark, reach, leaveOut);

  const added: AddedRow[] = [];
  const changed: ChangedRow[] = [];
  let same = 0;
  for (const draft of drafts.values()) {
    const unit = draft.ref && 'code' in draft.ref ? registry.byCode.get(draft.ref.code)! : null;
    if (!unit) {
      added.push(additionOf(draft, settle(draft), today));
      continue;
    }
    const row = changeOf(draft, unit, settle(draft), registry);
    if (row) changed.push(row);
    else same += 1;
  }
  const inOrder = [...problems].sort((a, b) => a.line - b.line || (a.column ?? -1) - (b.column ?? -1));
  return { added, changed, same, problems: inOrder };
}

/** Leaves a row out, and says which cell of it is wrong and why; null: the row as a whole. */
export type LeaveOut = (line: number, name: UnitColumn | null, sentence: string) => void;
/** Rows that may still be taken, by their lines. */
export type Drafts = Map<number, UnitDraft>;
type Wrong = [UnitColumn | null, string] | null;

const refKey = (ref: { code: string } | { mark: string }): string => ('code' in ref ? ref.code : ref.mark);

/** Leaves out rows whose code or mark stands in an earlier row. @returns lines by mark */
function uniqueRefs(drafts: Drafts, leaveOut: LeaveOut): Map<string, number> {
  const lines = new Map<string, number>();
  for (const { line, ref } of [...drafts.values()]) {
    if (!ref) continue;
    const first = lines.get(refKey(ref));
    if (first === undefined) lines.set(refKey(ref), line);
    else leaveOut(line, 'code', `Mã này đã có ở dòng ${first}. Mỗi đơn vị chỉ đứng ở một dòng.`);
  }
  return lines;
}

function wrongAddition(draft: UnitDraft, today: string): Wrong {
  if (draft.officialName === undefined) return ['officialName', 'Thiếu tên chính thức. Hãy ghi tên.'];
  if (draft.kind === undefined) return ['kind', 'Thiếu loại đơn vị. Hãy ghi một loại ở tệp mẫu.'];
  if (draft.levels && draft.levels.length > 0 && draft.kind !== 'school')
    return ['levels', 'Chỉ trường học có cấp học. Hãy bỏ trống ô này.'];
  const from = draft.validFrom ?? today;
  if (from > today) return ['validFrom', 'Ngày này chưa tới. Hãy nhập đơn vị khi nó bắt đầu.'];
  if (draft.validTo !== undefined && draft.validTo < from)
    return ['validTo', 'Ngày kết thúc trước ngày bắt đầu. Hãy xem lại hai ngày.'];
  return null;
}

function wrongChange(
  draft: UnitDraft,
  { byCode }: Registry,
  reach: ReadonlySet<string> | null,
  today: string,
): Wrong {
  const code = (draft.ref as { code: string }).code;
  const unit = byCode.get(code);
  if (!unit) return ['code', `Không có đơn vị mang mã ${code}. Nếu là đơn vị mới, hãy bỏ trống mã.`];
  if (reach && !reach.has(unit.id)) return ['code', 'Đơn vị này ngoài phạm vi vai của bạn.'];
  if (draft.kind !== undefined && draft.kind !== unit.kind)
    return ['kind', `Loại của đơn vị không đổi được (đang là “${kindWords[unit.kind]}”).`];
  if (draft.levels && draft.levels.length > 0 && unit.kind !== 'school')
    return ['levels', 'Chỉ trường học có cấp học. Hãy bỏ trống ô này.'];
  if (draft.validFrom !== undefined && draft.validFrom !== unit.validFrom)
    return ['validFrom', 'Ngày bắt đầu không đổi được bằng tệp. Hãy bỏ trống ô này.'];
  if (draft.validTo !== undefined && draft.validTo !== unit.validTo) {
    if (unit.validTo !== null)
      return ['validTo', refusalSentence({ reason: 'ENDED', name: unit.officialName })];
    if (draft.validTo > today) return ['validTo', refusalSentence({ reason: 'FUTURE_DAY' })];
    if (unit.validFrom !== null && draft.validTo < unit.validFrom)
      return ['validTo', 'Ngày kết thúc trước ngày bắt đầu. Hãy xem lại hai ngày.'];
  }
  if (unit.validTo !== null && isOtherwise(draft, unit))
    return [null, `${unit.officialName} đã kết thúc nên không sửa bằng tệp.`];
  return null;
}

const isOtherwise = (draft: UnitDraft, unit: ImportUnit): boolean =>
  (draft.officialName !== undefined && draft.officialName !== unit.officialName) ||
  (draft.shortName !== undefined && draft.shortName !== unit.shortName);

/** Leaves out new units that bear the name of another one at the same place: a file sent twice adds nothing twice. */
function leaveOutTwins(
  drafts: Drafts,
  units: readonly ImportUnit[],
  parentOf: (draft: UnitDraft) => PlannedParent | undefined,
  leaveOut: LeaveOut,
): void {
  const placed = new Map<string, string>();
  for (const { parentId, kind, officialName, code, validTo } of units)
    if (validTo === null) placed.set(`${parentId ?? ''}|${kind}|${officialName}`, `mã ${code}`);
  for (const draft of [...drafts.values()]) {
    if (draft.ref && 'code' in draft.ref) continue;
    const parent = parentOf(draft);
    const place = !parent ? '' : 'id' in parent ? parent.id : `dòng ${parent.line}`;
    const key = `${place}|${draft.kind}|${draft.officialName}`;
    const twin = placed.get(key);
    if (twin)
      leaveOut(
        draft.line,
        'officialName',
        `Đã có đơn vị cùng tên ở cùng nơi (${twin}). Muốn sửa, hãy ghi mã ấy.`,
      );
    else placed.set(key, `dòng ${draft.line}`);
  }
}

/** Leaves out rows that end a unit under which others go on. */
function leaveOutParentsOfTheLiving(
  drafts: Drafts,
  registry: Registry,
  units: readonly ImportUnit[],
  leaveOut: LeaveOut,
): void {
  const ending = new Set(
    [...drafts.values()].flatMap(({ ref, validTo }) =>
      validTo !== undefined && ref && 'code' in ref ? [registry.byCode.get(ref.code)!.id] : [],
    ),
  );
  const withLiving = new Set(
    units.filter(({ id, validTo }) => validTo === null && !ending.has(id)).map(({ parentId }) => parentId),
  );
  for (const { line, ref } of [...drafts.values()]) {
    const unit = ref && 'code' in ref ? registry.byCode.get(ref.code)! : null;
    if (unit?.validTo === null && ending.has(unit.id) && withLiving.has(unit.id))
      leaveOut(line, 'validTo', refusalSentence({ reason: 'HAS_CHILDREN', name: unit.officialName }));
  }
}

const additionOf = (draft: UnitDraft, parent: PlannedParent | undefined, today: string): AddedRow => ({
  line: draft.line,
  kind: draft.kind!,
  officialName: draft.officialName!,
  shortName: draft.shortName ?? draft.officialName!,
  schoolLevels: draft.levels ?? [],
  parent: parent ?? null,
  validFrom: draft.validFrom ?? today,
  validTo: draft.validTo ?? null,
  headcounts: draft.headcounts,
});

/** What a row changes of its unit; null: nothing. */
function changeOf(
  draft: UnitDraft,
  unit: ImportUnit,
  parent: PlannedParent | undefined,
  { byId }: Registry,
): ChangedRow | null {
  const changes: { header: string; before: string; after: string }[] = [];
  const note = (header: string, before: string, after: string) =>
    void changes.push({ header, before, after });
  const officialName = draft.officialName ?? unit.officialName;
  const shortName = draft.shortName ?? unit.shortName;
  if (officialName !== unit.officialName) note(UNIT_COLUMNS.officialName, unit.officialName, officialName);
  if (shortName !== unit.shortName) note(UNIT_COLUMNS.shortName, unit.shortName, shortName);
  const isRenamed = changes.length > 0;
  const levels =
    draft.levels && draft.levels.join() !== [...unit.schoolLevels].join() ? draft.levels : undefined;
  if (levels) note(UNIT_COLUMNS.levels, levelsText(unit.schoolLevels), levelsText(levels));
  const isMoved =
    parent !== undefined && (parent === null || !('id' in parent) || parent.id !== unit.parentId);
  if (isMoved) {
    const name = (id: string | null) => (id === null ? '' : (byId.get(id)?.officialName ?? ''));
    note(
      UNIT_COLUMNS.parent,
      name(unit.parentId),
      parent === null ? '' : 'id' in parent ? name(parent.id) : `dòng ${parent.line}`,
    );
  }
  const endsOn = draft.validTo === unit.validTo ? undefined : draft.validTo;
  if (endsOn !== undefined) note(UNIT_COLUMNS.validTo, '', endsOn);
  const headcounts = draft.headcounts.filter(({ year, count }) => unit.headcounts.get(year) !== count);
  for (const { year, count } of headcounts)
    note(`Sĩ số ${year}`, String(unit.headcounts.get(year) ?? ''), String(count));
  if (changes.length === 0) return null;
  return {
    line: draft.line,
    id: unit.id,
    code: unit.code,
    officialName: unit.officialName,
    ...(isRenamed ? { names: { officialName, shortName } } : {}),
    ...(levels ? { schoolLevels: levels } : {}),
    ...(isMoved ? { parent } : {}),
    ...(endsOn === undefined ? {} : { validTo: endsOn }),
    headcounts,
    changes,
  };
}

/** Levels as a cell holds them. */
export const levelsText = (levels: readonly SchoolLevel[]): string =>
  levels.map((level) => levelWords[level]).join(', ');
