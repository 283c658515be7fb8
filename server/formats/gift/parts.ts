import type { Draft } from '../check.ts';
import { attributesOf, type Attribute } from './attributes.ts';
import { readField, type Reading } from './field.ts';
import { cut, type Block, type Slice } from './source.ts';
import type { Overweight } from './weight.ts';

/** A part of the answers: its sign, its text, where it begins in the block, and what comments within it say. */
export type Part = { sign: '' | '=' | '~'; slice: Slice; at: number; attributes: readonly Attribute[] };

/** The task that was read, or why there is none and at which place of the block that shows. */
export type TaskRead = { ok: true; task: Draft['task'] } | { ok: false; at: number; message: string };

export type Answers = {
  block: Block;
  /** Places in the block, braces excluded. */
  from: number;
  to: number;
  reading: Reading;
  overweight: Overweight;
  /** Of comments above the question. */
  attributes: readonly Attribute[];
};

export const refuse = (at: number, message: string): TaskRead => ({ ok: false, at, message });

/** Splits at unescaped signs; what stands before the first one comes first, without a sign, unless it is blank. */
export function partsOf(block: Block, from: number, to: number, signs: RegExp): Part[] {
  const { source, comments } = block;
  const starts = [...source.mask.slice(from, to).matchAll(signs)].map(({ index }) => from + index);
  const partAt = (sign: Part['sign'], at: number, end: number): Part => ({
    sign,
    slice: cut(source, at, end),
    at,
    attributes: comments
      .filter((comment) => comment.at >= at && comment.at < end)
      .flatMap(({ text }) => attributesOf(text)),
  });
  const parts = starts.map((start, at) =>
    partAt(source.mask.charAt(start) as '=' | '~', start + 1, starts[at + 1] ?? to),
  );
  const first = partAt('', from, starts[0] ?? to);
  return first.slice.mask.trim() === '' ? parts : [first, ...parts];
}

/** Where feedback begins, or the end. */
export function hashOf(slice: Slice): number {
  const hash = slice.mask.indexOf('#');
  return hash < 0 ? slice.mask.length : hash;
}

/** What an answer says, and what is said to whoever gives it. */
export function fieldsOf(slice: Slice, reading: Reading): { text: string; feedback?: string } {
  const hash = hashOf(slice);
  const { text } = readField(cut(slice, 0, hash), reading);
  const feedback = readField(cut(slice, hash + 1), reading).text;
  return feedback === '' ? { text } : { text, feedback };
}

export const valueOf = (attributes: readonly Attribute[], name: Attribute['name']): string | undefined =>
  attributes.find((attribute) => attribute.name === name)?.value;
