import { expect, test } from 'vitest';
import {
  doubtfulWords,
  foundAs,
  mendedPieces,
  namesOf,
  placeOfEntry,
  pointsFor,
  pointsForNear,
  readQuery,
  shareNamed,
  slipsBetween,
  type SearchKind,
} from './rules.ts';

const entry = (kind: SearchKind, title: string, terms: string[] = [], textRank = 0.1) => ({
  kind,
  title,
  terms,
  folded: namesOf(title, terms),
  textRank,
});
const points = (one: ReturnType<typeof entry>, typed: string) => pointsFor(one, readQuery(typed, []));

test('the title counts more than another name, another name more than the text', () => {
  const [inTitle, asTerm, inText] = [
    entry('guide', 'Vượt đèn đỏ'),
    entry('guide', 'Vượt ẩu', ['đèn đỏ đường sắt']),
    entry('guide', 'Đi sai làn', [], 1),
  ];
  expect(points(inTitle, 'den do')).toBeGreaterThan(points(asTerm, 'den do'));
  expect(points(asTerm, 'den do')).toBeGreaterThan(points(inText, 'den do'));
});

test('everyday words mean the guide before the law', () => {
  const provision = entry('provision', 'Đèn đỏ', ['Luật 36/2024/QH15, Điều 11']);
  expect(points(entry('guide', 'Vượt đèn đỏ'), 'den do')).toBeGreaterThan(points(provision, 'den do'));
  expect(points(entry('guide', 'Uống rượu, bia', ['nồng độ cồn']), 'nong do con')).toBeGreaterThan(
    points(entry('penalty', 'Lái xe có nồng độ cồn'), 'nong do con'),
  );
});

test('the number of an act finds the act before what rests on it', () => {
  const act = entry('act', 'Nghị định 168/2024/NĐ-CP');
  const row = entry('penalty', 'Vượt đèn đỏ', ['Nghị định 168/2024/NĐ-CP, Điều 6']);
  expect(points(act, 'nghi dinh 168')).toBeGreaterThan(points(row, 'nghi dinh 168'));
});

test('marks count when they are typed', () => {
  const [red, stop] = [entry('guide', 'Vượt đèn đỏ'), entry('guide', 'Dừng, đỗ sai quy định')];
  expect(points(stop, 'đỗ')).toBeGreaterThan(points(red, 'đỗ'));
  expect(points(red, 'đỏ')).toBeGreaterThan(points(stop, 'đỏ'));
});

test('another name is told only where the title does not show why', () => {
  const drunk = entry('guide', 'Uống rượu, bia', ['say xỉn', 'nồng độ cồn']);
  expect(foundAs(drunk, readQuery('nong do con', []))).toBe('nồng độ cồn');
  expect(foundAs(drunk, readQuery('ruou', []))).toBeNull();
  expect(foundAs(drunk, readQuery('khac', []))).toBeNull();
});

test('guides stand first, short titles before long ones', () => {
  expect(placeOfEntry('guide', 'Một tên rất dài')).toBeLessThan(placeOfEntry('provision', 'Ngắn'));
  expect(placeOfEntry('act', 'Luật')).toBeLessThan(placeOfEntry('act', 'Luật dài hơn'));
  expect(pointsForNear('guide', 1)).toBeGreaterThan(pointsForNear('guide', 0.9));
});

test.each([
  ['chieu', 'chieu', 0],
  ['chiue', 'chieu', 1],
  ['con', 'conn', 1],
  ['dne', 'den', 1],
  ['den', 'do', 2],
])('%s and %s are %i slips apart', (one, other, slips) => {
  expect(slipsBetween(one, other)).toBe(slips);
  expect(slipsBetween(other, one)).toBe(slips);
});

test('words nobody uses here are doubtful; when all are known, the longer ones', () => {
  expect(doubtfulWords(readQuery('nguoc chiue 168', []), new Set(['nguoc']))).toEqual(['chiue']);
  expect(doubtfulWords(readQuery('dang vo', []), new Set(['dang', 'vo']))).toEqual(['dang']);
});

test('a typing error is mended with near words only', () => {
  const query = readQuery('nguoc chiue', []);
  const likely = ['chieu', 'chi', 'chuyen'].map((word) => ({ typed: 'chiue', word }));
  expect(mendedPieces(query, likely)).toEqual([[['nguoc']], [['chiue'], ['chieu']]]);
  expect(mendedPieces(query, [{ typed: 'chiue', word: 'xanh' }])).toBeNull();
});

test('a share of one means that the title holds all pieces', () => {
  const { pieces } = readQuery('den do', []);
  expect(shareNamed('vuot den do | khac', pieces)).toBe(1);
  expect(shareNamed('khac | vuot den do', pieces)).toBeCloseTo(0.95);
  expect(shareNamed('vuot den xanh', pieces)).toBe(0.5);
});
