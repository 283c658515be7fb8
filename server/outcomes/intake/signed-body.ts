/* Bodies of signed requests as tables. Pure. */
import { z } from 'zod';
import type { GivenTable } from './file.ts';

const Text = z.union([z.string().max(500), z.number()]);
const Body = z.strictObject({
  cases: z
    .array(
      z.strictObject({
        month: Text,
        place: Text,
        behaviour: Text,
        vehicle: Text.optional(),
        source: Text,
        result: Text,
        count: Text,
        fines: Text.nullish(),
        points: Text.nullish(),
        processingDays: Text.nullish(),
      }),
    )
    .max(200_000)
    .optional(),
  contributions: z
    .array(
      z.strictObject({
        month: Text,
        unit: Text,
        count: Text,
        contributors: Text.nullish(),
        cap: Text.nullish(),
      }),
    )
    .max(200_000)
    .optional(),
  crashes: z
    .array(z.strictObject({ month: Text, measure: Text, count: Text }))
    .max(10_000)
    .optional(),
});
const COLUMNS = {
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
    'processingDays',
  ],
  contributions: ['month', 'unit', 'count', 'contributors', 'cap'],
  crashes: ['month', 'measure', 'count'],
} as const;

/**
 * The lists of a JSON body as tables: their names as heads, then one line for each item, from line 1.
 * @returns a sentence for what is no such body
 */
export function tablesOf(text: string): GivenTable[] | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'Nội dung không phải JSON đọc được. Hãy kiểm tra lại.';
  }
  const parsed = Body.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `Nội dung JSON không đúng mẫu ở “${issue!.path.join('.')}”. Hãy xem lại tài liệu.`;
  }
  const cellOf = (value: unknown): string =>
    typeof value === 'number'
      ? String(value).replace('.', ',')
      : typeof value === 'string'
        ? value.normalize('NFC').trim()
        : '';
  return (Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]).flatMap((name) => {
    const list = parsed.data[name] as readonly Record<string, unknown>[] | undefined;
    if (!list || list.length === 0) return [];
    const columns = COLUMNS[name];
    return [
      {
        name,
        rows: [
          { line: 0, cells: [...columns] },
          ...list.map((item, at) => ({ line: at + 1, cells: columns.map((column) => cellOf(item[column])) })),
        ],
      },
    ];
  });
}

/** A place as a program finds it: `cases[3].count` in JSON, `C4` in a table. */
export function placed(
  { sheet, cell, sentence }: { sheet: string | null; cell: string; sentence: string },
  isJson: boolean,
): { cell: string; message: string } {
  const [, letters = '', line = ''] = /^([A-Z]*)(\d*)$/.exec(cell) ?? [];
  const columns = COLUMNS[sheet as keyof typeof COLUMNS];
  if (!isJson || !columns || line === '') return { cell, message: sentence };
  const column = letters === '' ? '' : `.${columns[letters.charCodeAt(0) - 65] ?? ''}`;
  return { cell: `${sheet}[${Number(line) - 1}]${column}`, message: sentence };
}
