import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { plainContents } from '#tests/support/outcome-contents.ts';
import { newKey, packed } from '#tests/support/packages.ts';
import { cellOf, OUTCOME_TABLES } from '../outcomes/rules.ts';
import { csvOf, readCsv } from './data-files.ts';

const key = newKey();
/** Ends a half-year: it has every table. */
const whole = plainContents(9)[8]!;
const built = await packed(whole, key);
const files = unzipSync(built.bytes);
const textOf = (name: string): string => strFromU8(files[name]!);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

type CsvRow = Record<'period' | 'row' | 'row_name' | 'column' | 'column_name' | 'value' | 'status', string>;

test('the whole month stands for every table', () => {
  expect(whole.tables.map(({ tableId }) => tableId)).toEqual(OUTCOME_TABLES.map(({ id }) => id));
});

test('the same content gives the same bytes, whatever the order of its keys', async () => {
  const turned = Object.fromEntries(Object.entries(whole).reverse()) as typeof whole;
  const again = await packed(turned, key);
  expect(sha256(again.bytes)).toBe(sha256(built.bytes));
  expect(again.signature).toBe(built.signature);
});

test('every CSV, read by another reader, says what the content says, cell by cell', () => {
  for (const table of whole.tables) {
    const name = `du-lieu-mau-${table.tableId}-${table.period.toLowerCase()}.csv`;
    const rows = parse<CsvRow>(textOf(name), { columns: true });
    expect(rows).toHaveLength(table.rows.length * table.columns.length);
    for (const { period, row, column, value, status } of rows) {
      const cell = cellOf(table, row, column);
      expect([period, value]).toEqual([table.period, cell === null ? '' : String(cell)]);
      expect(status).toBe(cell === null ? 'hidden' : table.roundedTo > 1 ? 'rounded' : 'ok');
    }
    expect(rows.every(({ row_name, column_name }) => row_name !== '' && column_name !== '')).toBe(true);
    expect(JSON.parse(textOf(name.replace('.csv', '.json')))).toEqual(
      rows.map((row) => ({ ...row, value: row.value === '' ? null : Number(row.value) })),
    );
  }
  expect(JSON.parse(textOf('content.json'))).toEqual(whole);
});

test('sums and crashes lie in files of their own, and what was not handed over is no zero', async () => {
  const counts = { ...whole.crashes[0]!.counts, alcohol: null };
  const left = whole.sums.map((sum) => ({ ...sum, value: null }));
  const { bytes } = await packed({ ...whole, crashes: [{ month: whole.month, counts }], sums: left }, key);
  const rowsOf = (name: string) =>
    parse<Record<string, string>>(strFromU8(unzipSync(bytes)[name]!), { columns: true });
  const rows = rowsOf('du-lieu-mau-crashes.csv');
  expect(rows.find(({ measure }) => measure === 'alcohol')).toMatchObject({ value: '', status: 'missing' });
  const sums = parse<Record<string, string>>(textOf('du-lieu-mau-sums.csv'), { columns: true });
  expect(sums.map(({ value }) => Number(value))).toEqual(whole.sums.map(({ value }) => value));
  expect(new Set(rowsOf('du-lieu-mau-sums.csv').map(({ status }) => status))).toEqual(
    new Set(['unpublished']),
  );
});

test('sample data says so in the name of every data file, and first in every text', async () => {
  const names = Object.keys(files).filter((name) => /\.(csv|json)$|csv-metadata/.test(name));
  const described = ['content.json', 'datapackage.json', 'manifest.json', 'signature.json'];
  for (const name of names) if (!described.includes(name)) expect(name).toMatch(/^du-lieu-mau-/);
  for (const name of ['README.txt', 'LICENSE.txt']) expect(textOf(name)).toMatch(/^DỮ LIỆU MẪU/);
  for (const name of ['datapackage.json', 'dcat.jsonld']) expect(textOf(name)).toContain('Dữ liệu mẫu');
  const real = unzipSync((await packed({ ...whole, isSample: false }, key)).bytes);
  for (const [name, bytes] of Object.entries(real))
    expect(`${name} ${strFromU8(bytes)}`.toLowerCase(), name).not.toMatch(/dữ liệu mẫu|du-lieu-mau/);
});

test('the manifest names every other file with its size and hash, sorted', () => {
  const manifest = JSON.parse(textOf('manifest.json')) as {
    files: { name: string; sizeBytes: number; sha256: string }[];
  };
  const others = Object.keys(files).filter((name) => !['manifest.json', 'signature.json'].includes(name));
  expect(manifest.files.map(({ name }) => name)).toEqual(others.sort());
  for (const { name, sizeBytes, sha256: hash } of manifest.files)
    expect([sizeBytes, hash]).toEqual([files[name]!.length, sha256(files[name]!)]);
  expect(sha256(files['manifest.json']!)).toBe(built.manifestHash);
});

test('the package of a month with every table is small and made at once', async () => {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const startedAt = performance.now();
    await packed(whole, key);
    times.push(performance.now() - startedAt);
  }
  const ms = Math.min(...times);
  console.log(JSON.stringify({ package: { bytes: built.bytes.length, ms: Math.round(ms) } }));
  expect(built.bytes.length).toBeLessThan(200_000);
  expect(ms).toBeLessThan(150);
});

test('CSV is read back as it was written, whatever stands in its cells', () => {
  const columns = [{ name: 'a' }, { name: 'b' }] as never;
  for (const cells of [
    ['', ''],
    ['a,b', 'nói "ừ"'],
    ['dòng\r\nmới', ''],
    ['x', ','],
  ]) {
    const csv = csvOf({ columns, records: [{ a: cells[0]!, b: cells[1]! }] });
    expect(readCsv(csv)).toEqual([['a', 'b'], cells]);
    expect(parse(csv)).toEqual([['a', 'b'], cells]);
  }
  expect(readCsv('a,"b\r\n')).toBeNull();
});
