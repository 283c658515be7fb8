import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillSampleUnits } from '#server/units/sample.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { OUTCOME_FILES } from '#tests/support/outcome-files/files.ts';
import { intakeOf, makeSender, send } from '#tests/support/outcome-senders.ts';

let app: TestApp;
let sender: string;
beforeAll(async () => {
  app = await openTestApp();
  await fillSampleUnits(app.services);
  sender = await makeSender(app);
});
afterAll(() => app.close());

/** Whether each of some texts begins with a place and holds the words after it, in order. */
function expectPlaces(texts: readonly string[], expected: readonly string[]): void {
  expect(texts, texts.join('\n')).toHaveLength(expected.length);
  expected.forEach((one, at) => {
    const [place, ...words] = one.split(' ');
    expect(texts[at]!.startsWith(`${place} `), `${texts[at]} … ${one}`).toBe(true);
    expect(texts[at]).toContain(words.join(' '));
  });
}

test('there are files of every kind', () => {
  expect(OUTCOME_FILES.length).toBeGreaterThanOrEqual(25);
  expect(new Set(OUTCOME_FILES.map(({ name }) => name)).size).toBe(OUTCOME_FILES.length);
});

test.each(OUTCOME_FILES)('$name is read as it is meant', async ({ name, bytes, expected }) => {
  const view = await send(app, sender, await bytes(), name);
  const { preview, mapping, personal, sentence } = view;
  const seen = JSON.stringify({
    sentence,
    personal,
    missing: mapping?.missing,
    columns: mapping?.columns,
    problems: preview?.problems.slice(0, 5),
  });
  expect(view.phase, seen).toBe(expected.phase);
  if (expected.canAccept !== undefined) expect(preview!.canAccept, seen).toBe(expected.canAccept);
  if (expected.problems)
    expectPlaces(
      preview!.problems.map(({ cell, sentence: why }) => `${cell} ${why}`),
      expected.problems,
    );
  if (expected.unknown) expect(mapping!.values.map(({ text }) => text)).toEqual(expected.unknown);
  if (expected.asked)
    expect(
      mapping!.whole
        .filter(({ isAsked }) => isAsked)
        .map(({ field }) => field)
        .sort(),
    ).toEqual([...expected.asked].sort());
  if (expected.sentence) expect(sentence).toContain(expected.sentence);
  for (const [what, count] of Object.entries(expected.sums ?? {}))
    expect(preview!.sums.find((sum) => `${sum.month} ${sum.what}` === what)?.after, what).toBe(count);
  for (const note of expected.notes ?? []) expect(preview!.notes.join('\n')).toContain(note);
  if (expected.personal) {
    expect(
      personal!.cells.map((one) => (one.sheet === null ? one.cell : `${one.sheet}!${one.cell}`)),
    ).toEqual(expected.personal);
    expect(await app.services.db.prisma.outcomeUpload.count({ where: { id: view.id } })).toBe(0);
  }
  if (expected.phase === 'ready' || expected.phase === 'needs-mapping')
    await intakeOf(app).cancel({ id: view.id });
});
