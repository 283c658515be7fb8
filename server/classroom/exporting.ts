import type { z } from 'zod';
import type { Context, StaffContext } from '../context.ts';
import { writeSheet, type SheetFile } from '../sheet/write.ts';
import type { GameResults } from './outcome.ts';
import { readKept, readResults } from './results.ts';
import { reportOf, type QuestionReport } from './rules.ts';
import type { ExportKeptInput, ExportResultsInput } from './schema.ts';

type Cell = string | number | null;
type Table = z.output<typeof ExportResultsInput>['table'];

const percent = (value: number | null | undefined): number | null =>
  value == null ? null : Math.round(value * 10) / 10;
const lettered = ({ letters, words }: { letters: string | null; words: string }): string =>
  letters === null ? words : `${letters}. ${words}`;
const questionHead = ({ number, isCounted }: QuestionReport): string =>
  `Câu ${number}${isCounted ? '' : ' (không tính)'}`;

function seatTable(results: GameResults): Cell[][] {
  const { questions, seats } = reportOf(results);
  return [
    ['Chỗ', 'Đội', ...questions.map(questionHead), 'Điểm', 'Trung bình (%)'],
    ...seats.map(({ seatName, team, marks, points, meanPct }) => [
      seatName,
      team,
      ...marks.map(percent),
      points,
      percent(meanPct),
    ]),
  ];
}

function questionTable(results: GameResults): Cell[][] {
  return [
    [
      ...[
        'Câu',
        'Nội dung',
        'Đáp án đúng',
        'Số trả lời',
        'Đúng (%)',
        'Sai nhiều nhất',
        'Số chọn',
        'Hiểu sai',
      ],
      ...[
        'Điều luật',
        'Độ dễ (%)',
        'Độ lệch (%)',
        'Độ phân biệt (%)',
        'Hiệu quả phân biệt (%)',
        'Trọng số (%)',
      ],
    ],
    ...reportOf(results).questions.map((question) => {
      const { text, right, answered, rightPct, topWrong, law, statistics } = question;
      return [
        ...[questionHead(question), text, lettered(right), answered, percent(rightPct)],
        ...[topWrong && lettered(topWrong), topWrong?.count ?? null, topWrong?.beliefs.join('; ') || null],
        law.citation,
        percent(statistics?.facilityPct),
        percent(statistics?.sdPct),
        percent(statistics?.discriminationIndexPct),
        percent(statistics?.discriminativeEfficiencyPct),
        percent(statistics?.effectiveWeightPct),
      ];
    }),
  ];
}

const TABLES = {
  seats: { name: 'theo-cho', rowsOf: seatTable },
  questions: { name: 'theo-cau', rowsOf: questionTable },
} as const satisfies Record<Table, { name: string; rowsOf: (results: GameResults) => Cell[][] }>;

const fileOf = (results: GameResults, table: Table, format: 'csv' | 'xlsx'): Promise<SheetFile> =>
  writeSheet(format, `ket-qua-lop-${results.playedOn}-${TABLES[table].name}`, TABLES[table].rowsOf(results));

/**
 * Results of a game as a file, while its rows are there: for whoever holds the host's code. Seats, never names.
 * @throws DomainError NOT_FOUND
 */
export async function exportResults(
  ctx: Context,
  { hostCode, table, format }: z.output<typeof ExportResultsInput>,
): Promise<SheetFile> {
  return fileOf(await readResults(ctx, { hostCode }), table, format);
}

/**
 * Kept results of a game of whoever is signed in, as a file.
 * @throws DomainError NOT_FOUND
 */
export async function exportKept(
  ctx: StaffContext,
  { gameId, table, format }: z.output<typeof ExportKeptInput>,
): Promise<SheetFile> {
  return fileOf(await readKept(ctx, { gameId }), table, format);
}
