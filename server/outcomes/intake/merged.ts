/* Merged cells below the heads. Pure. */
import type { FileRow, Merge } from './layout.ts';

/** What merged cells of some columns hold, for rows that are shown from the top down. */
export function fillsOf(
  merges: readonly Merge[],
  columns: readonly number[],
): { see(row: FileRow): void; text(column: number): string } {
  type Way = { own: readonly Merge[]; at: number; held: string; now: string };
  const ways = new Map(
    columns.flatMap((column): [number, Way][] => {
      const own = merges
        .filter(
          ({ fromColumn, toColumn, fromLine, toLine }) =>
            fromColumn === column && toColumn === column && toLine > fromLine,
        )
        .sort((one, other) => one.fromLine - other.fromLine);
      return own.length === 0 ? [] : [[column, { own, at: 0, held: '', now: '' }]];
    }),
  );
  return {
    see: (row) => {
      for (const [column, way] of ways) {
        while (way.at < way.own.length && way.own[way.at]!.toLine < row.line) way.at += 1;
        const merge = way.own[way.at];
        if (merge?.fromLine === row.line) way.held = row.cells[column] ?? '';
        way.now = merge && merge.fromLine <= row.line ? way.held : '';
      }
    },
    text: (column) => ways.get(column)?.now ?? '',
  };
}
