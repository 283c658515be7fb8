import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillSampleUnits } from '#server/units/sample.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import {
  accept,
  CASES_HEAD,
  caseRow,
  intakeOf,
  makeSender,
  send,
  sheet,
} from '#tests/support/outcome-senders.ts';

let app: TestApp;
let sender: string;
beforeAll(async () => {
  app = await openTestApp();
  await fillSampleUnits(app.services);
  sender = await makeSender(app);
});
afterAll(() => app.close());

test('x', async () => {
  const read = await send(
    app,
    sender,
    await sheet([CASES_HEAD, caseRow(), caseRow({ result: 'Cảnh cáo', count: '1.234' })], 'xlsx'),
    'a.xlsx',
  );
  console.log(JSON.stringify(read, null, 1).slice(0, 6000));
  const done = await accept(app, read);
  console.log(JSON.stringify(done, null, 1));
  console.log(JSON.stringify(await intakeOf(app).batches({})));
  expect(done.phase).toBe('done');
  const sample = await intakeOf(app).template({ format: 'xlsx', kind: 'cases' });
  const t = await send(app, sender, sample.bytes, 'mau.xlsx');
  console.log(t.phase, t.sentence, t.preview, t.personal, t.mapping?.missing);
});
