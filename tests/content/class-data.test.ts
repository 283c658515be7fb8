import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { classTables } from '#src/lib/class-data-words.ts';

const schema = readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');

/** Models of the schema with the fields that are columns. */
function columnsOf(name: RegExp): Record<string, string[]> {
  const models = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)];
  const names = new Set(models.map(([, model]) => model!));
  return Object.fromEntries(
    models
      .filter(([, model]) => name.test(model!))
      .map(([, model, body]) => [
        model!,
        [...body!.matchAll(/^ {2}(\w+) +(\w+)/gm)]
          .filter(([, , type]) => !names.has(type!))
          .map(([, field]) => field!),
      ]),
  );
}

test('the page on what is kept names every table and every field of class games, and no other', () => {
  const told = Object.fromEntries(
    Object.entries(classTables).map(([model, { fields }]) => [model, Object.keys(fields)]),
  );
  expect(told).toEqual(columnsOf(/^(Game|QuizParticipation)/));
  expect(Object.keys(told)).toContain('GamePlayer');
});
