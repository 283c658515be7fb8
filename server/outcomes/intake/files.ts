/* Files that are given out: an empty one to fill in, a filled example, the cells of a file that could not be taken. */
import { SAMPLE_AREAS } from '#prisma/sample/areas.ts';
import { SAMPLE_MONTHS, sampleTallies } from '#prisma/sample/outcomes.ts';
import type { Context, StaffContext } from '../../context.ts';
import { writeWorkbook } from '../../sheet/workbook.ts';
import { writeSheet, type SheetFile, type SheetFormat } from '../../sheet/write.ts';
import {
  CRASH_MEASURES,
  crashWords,
  RESULT_SUMS,
  RESULTS,
  resultWords,
  SOURCES,
  sourceWords,
  VEHICLES,
  vehicleWords,
} from '../vocabulary.ts';
import { fieldWords, type Field } from './fields.ts';
import { uploadProblems } from './upload.ts';
import type { FigureKind } from './views.ts';

const HEADS: Record<FigureKind, readonly Field[]> = {
  cases: [
    'month',
    'place',
    'behaviour',
    'vehicle',
    'source',
    'result',
    'count',
    'fines',
    'points',
    'processing-days',
  ],
  contributions: ['month', 'unit', 'count', 'contributors', 'cap'],
  crashes: ['month', ...CRASH_MEASURES.map((measure) => `crash.${measure}` as const)],
};
const headWords = (field: Field): string =>
  field.startsWith('crash.')
    ? crashWords[field.slice('crash.'.length) as keyof typeof crashWords]
    : field === 'processing-days'
      ? 'Số ngày xử lý'
      : fieldWords(field);
const NAMES: Record<FigureKind, string> = {
  cases: 'mau-so-lieu-xu-ly',
  contributions: 'mau-dong-gop-don-vi',
  crashes: 'mau-tai-nan',
};

/** An empty file to fill in; as a workbook with a second sheet of every code there is. */
export async function intakeTemplate(
  ctx: Pick<Context, 'intake'>,
  { format, kind }: { format: SheetFormat; kind: FigureKind },
): Promise<SheetFile> {
  const head = HEADS[kind].map(headWords);
  if (format === 'csv') return writeSheet('csv', NAMES[kind], [head]);
  const codes = [
    ...ctx.intake.behaviours.map(({ code, name }) => ['Các hành vi', code, name]),
    ...VEHICLES.map((code) => ['Các phương tiện', code, vehicleWords[code]]),
    ...SOURCES.map((code) => ['Các nguồn', code, sourceWords[code]]),
    ...[...RESULTS, ...(Object.keys(RESULT_SUMS) as (keyof typeof RESULT_SUMS)[])].map((code) => [
      'Các kết quả',
      code,
      resultWords[code],
    ]),
  ];
  const sheets = [
    { name: 'Số liệu', rows: [head], widths: head.map(() => 20) },
    ...(kind === 'cases'
      ? [{ name: 'Danh mục', rows: [['Danh mục', 'Mã', 'Tên gọi'], ...codes], widths: [20, 26, 40] }]
      : []),
  ];
  return {
    fileName: `${NAMES[kind]}.xlsx`,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: await writeWorkbook(sheets),
  };
}

/** A filled example of the province that does not exist, for the month after the sample; its first line says that it is one. */
export async function intakeSample(format: SheetFormat): Promise<SheetFile> {
  const nameOf = new Map(
    SAMPLE_AREAS.flatMap(({ communes }) => communes).map(({ code, name }) => [code, name]),
  );
  const tallies = sampleTallies(SAMPLE_MONTHS);
  const [year, month] = tallies[0]!.month.split('-');
  const rows = tallies.map((tally) => [
    `${Number(month)}/${year}`,
    nameOf.get(tally.commune)!,
    tally.behaviour,
    vehicleWords[tally.vehicle as keyof typeof vehicleWords],
    sourceWords[tally.source as keyof typeof sourceWords],
    resultWords[tally.result as keyof typeof resultWords],
    tally.count,
    tally.finesVnd,
    tally.points,
    tally.processingDays,
  ]);
  return writeSheet(format, `so-lieu-mau-${year}-${month}`, [
    [`DỮ LIỆU MẪU: Tỉnh Mẫu không có thật, số liệu tháng ${Number(month)} năm ${year}`],
    HEADS.cases.map(headWords),
    ...rows,
  ]);
}

/** The cells of a file that could not be taken, as a file. @throws DomainError NOT_FOUND */
export async function brokenRows(
  ctx: StaffContext,
  { id, format }: { id: string; format: SheetFormat },
): Promise<SheetFile> {
  const problems = await uploadProblems(ctx, id);
  return writeSheet(format, 'o-chua-dung', [
    ['Trang', 'Ô', 'Tên cột', 'Vì sao'],
    ...problems.map(({ sheet, cell, header, sentence }) => [sheet ?? '', cell, header, sentence]),
  ]);
}
