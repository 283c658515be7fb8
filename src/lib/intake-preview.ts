import type { FigureKind, IntakeProblem, IntakeRow, SumView } from '#server/outcomes/intake/views.ts';
import { intakeWords } from './outcome-desk-words.ts';

/** Faults of one column that say the same, with all cells they are in; in the order of the first. */
export function groupedProblems(
  problems: readonly IntakeProblem[],
): { places: string[]; header: string; sentence: string }[] {
  const groups = new Map<string, { places: string[]; header: string; sentence: string }>();
  for (const problem of problems) {
    const { sheet, column, header, sentence } = problem;
    const key = JSON.stringify([sheet, column, header, sentence]);
    const group = groups.get(key) ?? { places: [], header, sentence };
    group.places.push(intakeWords.place(problem));
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Sums of one kind and month together, in the order they come. */
export function sumTables(sums: readonly SumView[]): { kind: FigureKind; month: string; rows: SumView[] }[] {
  const tables = new Map<string, { kind: FigureKind; month: string; rows: SumView[] }>();
  for (const sum of sums) {
    const key = `${sum.kind} ${sum.month}`;
    const table = tables.get(key) ?? { kind: sum.kind, month: sum.month, rows: [] };
    table.rows.push(sum);
    tables.set(key, table);
  }
  return [...tables.values()];
}

const signed = new Intl.NumberFormat('vi-VN', { signDisplay: 'exceptZero' });

/** What becomes of a figure, with its sign: `+1.234`. */
export function shownChange(before: number | null, after: number): string {
  if (before === null) return intakeWords.preview.isNew;
  return before === after ? intakeWords.preview.isSame : signed.format(after - before).replace('-', '−');
}

/** What a row holds beside its count. */
export function rowMore({ finesVnd, points, processingDays, contributors, capPerPerson }: IntakeRow): string {
  const words = intakeWords.preview;
  return [
    finesVnd !== null && words.fines(finesVnd),
    points !== null && words.points(points),
    processingDays !== null && words.days(processingDays),
    contributors !== null && words.contributors(contributors, capPerPerson),
  ]
    .filter(Boolean)
    .join(', ');
}
