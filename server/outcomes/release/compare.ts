import type { PublishedTable } from '../../disclosure/types.ts';
import { cellOf, currentFigures, type ReleaseContent } from '../rules.ts';
import type { CellChange, DraftComparison } from './views.ts';

/** What a draft shows otherwise than what readers see now. @param current contents that stand */
export function compareDraft(draft: ReleaseContent, current: readonly ReleaseContent[]): DraftComparison {
  const now = currentFigures(current);
  return {
    tables: draft.tables.map((table) => {
      const before = now.tables.find(
        ({ tableId, period }) => tableId === table.tableId && period === table.period,
      );
      return {
        tableId: table.tableId,
        period: table.period,
        before: before?.releaseNumber ?? null,
        cells: table.rows.length * table.columns.length,
        changes: before ? changesOf(before, table) : [],
      };
    }),
    sums: draft.sums.flatMap(({ measure, period, value }) => {
      const before = now.sums.find((sum) => sum.measure === measure && sum.period === period)?.value;
      return before === value ? [] : [{ measure, period, before, after: value }];
    }),
  };
}

function changesOf(before: PublishedTable, after: PublishedTable): CellChange[] {
  const rows = [...new Set([...after.rows, ...before.rows])];
  const columns = [...new Set([...after.columns, ...before.columns])];
  return rows.flatMap((row) =>
    columns.flatMap((column): CellChange[] => {
      const [was, is] = [cellOf(before, row, column), cellOf(after, row, column)];
      return was === is ? [] : [{ row, column, before: was, after: is }];
    }),
  );
}
