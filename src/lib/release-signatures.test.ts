import { expect, test } from 'vitest';
import type { StepView } from '#server/approval/read.ts';
import { signaturesOf } from './release-signatures.ts';

const step = (version: number, verb: string, name: string): StepView => ({
  version,
  verb,
  by: { id: name, name },
  role: null,
  reason: null,
  at: new Date('2026-11-22T02:00:00Z'),
});
const namesOf = (steps: StepView[], version: number) => {
  const { first, second } = signaturesOf(steps, version);
  return [first?.by.name ?? null, second?.by.name ?? null];
};

test('whoever submits signs first, whoever approves second', () => {
  const steps = [step(1, 'create', 'Lan'), step(1, 'submit', 'Lan')];
  expect(namesOf(steps, 1)).toEqual(['Lan', null]);
  expect(namesOf([...steps, step(1, 'approve', 'Y'), step(1, 'publish', 'Y')], 1)).toEqual(['Lan', 'Y']);
});

test('what was sent back is signed by nobody until it is sent again', () => {
  const steps = [step(1, 'submit', 'Lan'), step(1, 'approve', 'Y'), step(1, 'send-back', 'Y')];
  expect(namesOf(steps, 1)).toEqual([null, null]);
  expect(namesOf([...steps, step(1, 'submit', 'Hoa')], 1)).toEqual(['Hoa', null]);
});

test('a new version carries no signature of the one before', () => {
  const steps = [step(1, 'submit', 'Lan'), step(1, 'approve', 'Y'), step(2, 'edit', 'Lan')];
  expect(namesOf(steps, 2)).toEqual([null, null]);
});
