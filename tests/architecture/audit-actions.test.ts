import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { VERBS } from '#server/approval/rules.ts';
import { SEAL } from '#server/audit/rules.ts';
import type { Operation } from '#server/units/rules.ts';
import { actionChoices, actionWords, subjectWords } from '#src/lib/audit-words.ts';

/** What stands for the part of an action that is not written out where it is recorded. */
const UNITS = { create: 1, rename: 1, move: 1, merge: 1, split: 1, end: 1 } satisfies Record<
  Operation['kind'],
  1
>;
const WRITTEN_OUT: Record<string, readonly string[]> = {
  'publication.{verb}': ['create', 'restore', ...VERBS].map((verb) => `publication.${verb}`),
  'unit.{kind}': Object.keys(UNITS).map((kind) => `unit.${kind}`),
  SEAL: [SEAL],
};

type Entry = { file: string; action: ts.Node; subject: ts.Node | null };

const nameOf = (node: ts.Node | undefined): string | null =>
  node && (ts.isIdentifier(node) || ts.isStringLiteral(node)) ? node.text : null;
const within = (node: ts.Node): ts.Node[] => {
  const found: ts.Node[] = [];
  const walk = (at: ts.Node): void => {
    found.push(at);
    ts.forEachChild(at, walk);
  };
  walk(node);
  return found;
};
const valueIn = (object: ts.ObjectLiteralExpression, name: string): ts.Node | null => {
  const property = object.properties.find((one) => nameOf(one.name) === name);
  if (!property) return null;
  return ts.isPropertyAssignment(property) ? property.initializer : (property.name ?? null);
};

/** Every object of the server that says what was done and how it was before: an entry of the trail. */
function entries(): Entry[] {
  const files = globSync('server/**/*.ts').filter((file) => !/\.test\.ts$|generated/.test(file));
  return files.flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    return within(source)
      .filter(ts.isObjectLiteralExpression)
      .flatMap((object): Entry[] => {
        const action = valueIn(object, 'action');
        return action && valueIn(object, 'before')
          ? [{ file, action, subject: valueIn(object, 'subject') }]
          : [];
      });
  });
}

/** What is handed to a parameter wherever its function is called in the file. */
function givenFor(parameter: ts.Identifier): ts.Node[] {
  let owner: ts.Node = parameter;
  while (!ts.isArrowFunction(owner) && !ts.isFunctionDeclaration(owner)) owner = owner.parent;
  const named = ts.isFunctionDeclaration(owner) ? owner.name : (owner.parent as ts.VariableDeclaration).name;
  const place = owner.parameters.findIndex(({ name }) => nameOf(name) === parameter.text);
  return within(parameter.getSourceFile())
    .filter(ts.isCallExpression)
    .filter(({ expression }) => nameOf(expression) === nameOf(named))
    .flatMap((call) => call.arguments[place] ?? []);
}

/** The actions that an expression can come to. */
function actionsIn(node: ts.Node): string[] {
  if (ts.isStringLiteral(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap(actionsIn);
  const text = node.getText().replaceAll(/[`$]/g, '');
  if (WRITTEN_OUT[text]) return [...WRITTEN_OUT[text]];
  return ts.isIdentifier(node) ? givenFor(node).flatMap(actionsIn) : [text];
}

test('every action that a room records has words of its own, and no words stand for none', () => {
  const recorded = new Set(entries().flatMap(({ action }) => actionsIn(action)));
  expect(recorded.size).toBeGreaterThan(30);
  expect([...recorded].filter((action) => actionWords(action) === action)).toEqual([]);
  expect(actionChoices.map(({ value }) => value).filter((action) => !recorded.has(action))).toEqual([]);
});

test('every kind of subject that a room records has a word of its own', () => {
  const kinds = new Set(
    entries().flatMap(({ subject }) =>
      subject && ts.isTemplateExpression(subject) ? [subject.head.text.replace(':', '')] : [],
    ),
  );
  expect(kinds.size).toBeGreaterThan(5);
  expect([...kinds].filter((kind) => subjectWords(`${kind}:1`, null).word === 'Đối tượng')).toEqual([]);
});
