import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readSheets } from './sheets.ts';

const WORKBOOK = '<workbook><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>';
const RELATIONS = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>';

/** How long a workbook takes to be read or refused, in ms. */
async function takenMs(sheet: string, workbook = WORKBOOK): Promise<number> {
  const bytes = zipSync({
    'xl/workbook.xml': strToU8(workbook),
    'xl/_rels/workbook.xml.rels': strToU8(RELATIONS),
    'xl/worksheets/sheet1.xml': strToU8(sheet),
  });
  const startedAt = performance.now();
  try {
    for await (const _row of readSheets(bytes));
  } catch {
    // It may be refused, but soon.
  }
  return performance.now() - startedAt;
}

test('tags that never end hold nobody up', async () => {
  expect(await takenMs('mergeCell '.repeat(20_000))).toBeLessThan(1500);
  expect(await takenMs('<worksheet/>', `${WORKBOOK}${'<sheet '.repeat(60_000)}`)).toBeLessThan(1500);
});
