import { membersOf, tableOf, type ReleaseContent } from '../outcomes/rules.ts';

/** Names of the rows and columns of a declared table; codes where the table is not declared any more. */
export function tableNames(content: ReleaseContent, tableId: string) {
  const rule = tableOf(tableId);
  const rowOf = rule && membersOf(content, rule.rows);
  const columnOf = rule && membersOf(content, rule.columns);
  return {
    title: rule?.nameVi ?? tableId,
    rows: rule?.rowsVi ?? 'Dòng',
    columns: rule?.columnsVi ?? 'Cột',
    row: (code: string): string => rowOf?.(code).nameVi ?? code,
    column: (code: string): string => columnOf?.(code).nameVi ?? code,
    /** Whether a row is a sum of others: the whole, a group of behaviours, an area. */
    isSumRow: (code: string): boolean => rowOf !== undefined && rowOf(code).level !== 'single',
  };
}
