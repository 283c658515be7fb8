import type { Drafts, ImportUnit, LeaveOut, PlannedParent, Registry } from './import-plan.ts';
import type { UnitDraft } from './import-rows.ts';
import { mayStandUnder, type UnitKind } from './kinds.ts';
import { refusalSentence } from './refusal-words.ts';

/**
 * Follows every parent, leaving out rows whose parent is missing, unfit, ended, out of reach or below themselves.
 * @returns the parent of a row, undefined where the row names none and the unit keeps its own
 */
export function settleParents(
  drafts: Drafts,
  registry: Registry,
  lineOfMark: ReadonlyMap<string, number>,
  reach: ReadonlySet<string> | null,
  leaveOut: LeaveOut,
): (draft: UnitDraft) => PlannedParent | undefined {
  const unitOf = (draft: UnitDraft) =>
    draft.ref && 'code' in draft.ref ? registry.byCode.get(draft.ref.code) : undefined;
  const parentOf = (draft: UnitDraft): PlannedParent | undefined => {
    if (!draft.parent) return unitOf(draft) ? undefined : null;
    if ('code' in draft.parent) {
      const parent = registry.byCode.get(draft.parent.code);
      return parent ? { id: parent.id } : undefined;
    }
    const line = lineOfMark.get(draft.parent.mark);
    return line === undefined ? undefined : { line };
  };
  const lineOfUnit = new Map<string, number>();
  for (const draft of drafts.values()) {
    const unit = unitOf(draft);
    if (unit) lineOfUnit.set(unit.id, draft.line);
  }
  const kindOf = (draft: UnitDraft): UnitKind => unitOf(draft)?.kind ?? draft.kind!;

  const wrong = (draft: UnitDraft): string | null => {
    const { parent } = draft;
    const own = unitOf(draft);
    if (!parent) {
      if (own) return null;
      if (!mayStandUnder(draft.kind!, null))
        return refusalSentence({ reason: 'WRONG_PARENT', kind: draft.kind!, parentKind: null });
      return reach ? 'Vai của bạn không gồm đơn vị đứng riêng. Hãy ghi mã đơn vị cha.' : null;
    }
    const settled = parentOf(draft);
    if (!settled)
      return 'code' in parent
        ? `Không có đơn vị cha mang mã ${parent.code}. Hãy xem lại.`
        : `Không có dòng nào mang mã “${parent.mark}”. Hãy xem lại.`;
    if ('line' in settled) {
      const above = drafts.get(settled.line);
      if (!above) return `Đơn vị cha ở dòng ${settled.line} không nhập được. Hãy sửa dòng ấy trước.`;
      if (above.validTo !== undefined)
        return `Đơn vị cha ở dòng ${settled.line} có ngày kết thúc. Hãy chọn đơn vị khác.`;
      return mayStandUnder(kindOf(draft), kindOf(above))
        ? null
        : refusalSentence({ reason: 'WRONG_PARENT', kind: kindOf(draft), parentKind: kindOf(above) });
    }
    const above = registry.byId.get(settled.id)!;
    if (own?.parentId === above.id) return null;
    const endsHere = drafts.get(lineOfUnit.get(above.id) ?? -1)?.validTo !== undefined;
    if (above.validTo !== null || endsHere)
      return refusalSentence({ reason: 'ENDED', name: above.officialName });
    if (reach && !reach.has(above.id)) return 'Đơn vị cha ngoài phạm vi vai của bạn. Hãy chọn đơn vị khác.';
    return mayStandUnder(kindOf(draft), above.kind)
      ? null
      : refusalSentence({ reason: 'WRONG_PARENT', kind: kindOf(draft), parentKind: above.kind });
  };
  /** Whether the way up from a row comes back to it, by the file where it says so and else by the registry. */
  const isInCycle = (draft: UnitDraft): boolean => {
    const self = unitOf(draft)?.id ?? draft.line;
    const seen = new Set<string | number>();
    let at: PlannedParent | undefined = parentOf(draft);
    while (at) {
      const line: number | undefined = 'line' in at ? at.line : lineOfUnit.get(at.id);
      const key: string | number = 'id' in at ? at.id : at.line;
      if (key === self || line === draft.line) return true;
      if (seen.has(key)) return false;
      seen.add(key);
      const above: UnitDraft | undefined = line === undefined ? undefined : drafts.get(line);
      const given: PlannedParent | undefined = above && parentOf(above);
      const unit: ImportUnit | undefined = 'id' in at ? registry.byId.get(at.id) : above && unitOf(above);
      at = given ?? (unit?.parentId ? { id: unit.parentId } : undefined);
    }
    return false;
  };
  for (const draft of [...drafts.values()].filter((one) => one.parent && isInCycle(one)))
    leaveOut(draft.line, 'parent', 'Các đơn vị cha nối thành vòng. Hãy xem lại mã đơn vị cha.');
  // A row that is left out may leave out those below it.
  for (let isSettled = false; !isSettled;) {
    isSettled = true;
    for (const draft of [...drafts.values()]) {
      const sentence = wrong(draft);
      if (sentence === null) continue;
      leaveOut(draft.line, 'parent', sentence);
      isSettled = false;
    }
  }
  return parentOf;
}
