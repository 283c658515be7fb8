import { strFromU8, unzipSync } from 'fflate';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { Csvw, DataPackage, DcatFile } from '#tests/support/catalogue-schemas.ts';
import { plainContents } from '#tests/support/outcome-contents.ts';
import { newKey, packed, TERMS } from '#tests/support/packages.ts';
import { schemaOrgOf } from './rules.ts';

const key = newKey();
const whole = plainContents(9)[8]!;
const { bytes } = await packed(whole, key);
const files = unzipSync(bytes);
const read = (name: string): unknown => JSON.parse(strFromU8(files[name]!));
const dataFiles = Object.keys(files).filter(
  (name) => /^du-lieu-mau-.*\.(csv|json)$/.test(name) && !name.includes('metadata'),
);

test('the data package is one of version 2 and lists every data file with its size and hash', () => {
  const described = DataPackage.parse(read('datapackage.json'));
  expect(described.resources.map(({ path }) => path).sort()).toEqual(dataFiles.sort());
  for (const { path, bytes: sizeBytes } of described.resources) expect(sizeBytes).toBe(files[path]!.length);
  expect(described.title).toContain('Dữ liệu mẫu');
});

test('every record keeps to the schema that its table declares', () => {
  for (const { path, format, schema } of DataPackage.parse(read('datapackage.json')).resources) {
    const text = strFromU8(files[path]!);
    const records =
      format === 'csv'
        ? parse<Record<string, string>>(text, { columns: true })
        : (JSON.parse(text) as Record<string, unknown>[]).map((record) =>
            Object.fromEntries(Object.entries(record).map(([name, value]) => [name, String(value ?? '')])),
          );
    expect(Object.keys(records[0]!)).toEqual(schema.fields.map(({ name }) => name));
    for (const record of records)
      for (const { name, type, constraints } of schema.fields) {
        const value = record[name]!;
        if (schema.missingValues.includes(value))
          expect(constraints.required, `${path} ${name}`).toBeUndefined();
        else {
          if (type === 'integer') expect(value).toMatch(/^\d+$/);
          if (constraints.enum) expect(constraints.enum).toContain(value);
          if (constraints.pattern) expect(value).toMatch(new RegExp(constraints.pattern));
        }
      }
    const keys = records.map((record) => schema.primaryKey.map((name) => record[name]).join(' '));
    expect(new Set(keys).size).toBe(keys.length);
  }
});

test('every CSV has its CSVW metadata, whose columns are its header', () => {
  for (const name of dataFiles.filter((file) => file.endsWith('.csv'))) {
    const { url, tableSchema } = Csvw.parse(read(`${name}-metadata.json`));
    expect(url).toBe(name);
    expect(tableSchema.columns.map(({ titles }) => titles).join(',')).toBe(
      strFromU8(files[name]!).split('\r\n')[0],
    );
  }
});

test('DCAT names the dataset, its days and every data file', () => {
  const dataset = DcatFile.parse(read('dcat.jsonld'));
  expect(dataset['dct:temporal']).toMatchObject({
    'dcat:startDate': { '@value': '2025-01-01' },
    'dcat:endDate': { '@value': '2025-06-30' },
  });
  const downloads = dataset['dcat:distribution'].map((one) => one['dcat:downloadURL']['@id']);
  const base = `${TERMS.siteUrl}/du-lieu/phat-hanh/9/`;
  expect(downloads.sort()).toEqual(
    [...dataFiles, 'du-lieu-mau-chung-duong-9.zip'].map((name) => base + name).sort(),
  );
});

test('a correction says in every description what it replaces and why', async () => {
  const corrected = { ...whole, number: 10, corrects: 9, correctionVi: 'Sai số của một xã.' };
  const all = unzipSync((await packed(corrected, key)).bytes);
  for (const name of ['README.txt', 'datapackage.json', 'dcat.jsonld'])
    expect(strFromU8(all[name]!), name).toContain('Sai số của một xã.');
  expect(strFromU8(all['dcat.jsonld']!)).toContain('"dct:replaces"');
});

test('the dataset of schema.org says sample, licence and where to download', () => {
  const dataset = schemaOrgOf(
    { ...whole, publishedOn: '2025-08-01' },
    [{ name: 'a.csv', sizeBytes: 3 }],
    TERMS,
  );
  expect(dataset).toMatchObject({
    '@type': 'Dataset',
    name: expect.stringContaining('Dữ liệu mẫu'),
    license: TERMS.licence.url,
    temporalCoverage: '2025-01-01/2025-06-30',
    distribution: [{ contentUrl: `${TERMS.siteUrl}/du-lieu/phat-hanh/9/a.csv`, encodingFormat: 'text/csv' }],
  });
});

test('no description gives away a path of a machine, or how a cell was hidden', () => {
  for (const [name, file] of Object.entries(files))
    expect(strFromU8(file), name).not.toMatch(
      /\/work\/|\/tmp\/|localhost|primary(?!Key)|secondary|suppress|threshold|ngưỡng/i,
    );
});
