import { expect, test } from 'vitest';
import type { MonthRow } from '#server/outcomes/release/views.ts';
import { monthStep, type MonthRights } from './release-month.ts';

const AT = new Date('2026-11-01T02:00:00Z');
const OFFICER: MonthRights = { write: true, approve: false, import: true };
const PRIVACY: MonthRights = { write: false, approve: true, import: false };
const row = (change: Partial<MonthRow> = {}): MonthRow => ({
  month: '2026-09',
  batches: 3,
  handedOverAt: AT,
  publishableFrom: '2026-10-31',
  periods: ['2026-09'],
  draft: null,
  publication: null,
  release: null,
  isChanged: false,
  preparationId: null,
  ...change,
});
const draft = { id: 'd', preparedAt: AT, isSafe: true, isCurrent: true, corrects: null };
const publication = (state: NonNullable<MonthRow['publication']>['state']) => ({
  id: 'p',
  state,
  version: 1,
  since: AT,
  liveAt: state === 'scheduled' ? new Date('2026-12-01T01:00:00Z') : null,
});
const stepOf = (change: Partial<MonthRow>, rights = OFFICER, today = '2026-11-22') => {
  const { group, state, waits, verb, path } = monthStep(row(change), rights, today);
  return [group, state, waits, verb, path];
};
const PREPARE = '/ban-lam-viec/phat-hanh/2026-09/chuan-bi/';
const OPEN = '/ban-lam-viec/phat-hanh/p/';

test('a month without figures waits for its sender', () => {
  expect(stepOf({ batches: 0, handedOverAt: null })).toEqual([
    'to-do',
    'Chưa có số liệu',
    'Nơi gửi số liệu',
    'Đưa số liệu lên',
    '/ban-lam-viec/so-lieu/',
  ]);
});

test('a month may not be published on the day before, and may on the day', () => {
  expect(stepOf({}, OFFICER, '2026-10-30').slice(0, 3)).toEqual(['early', 'Chưa tới lúc', 'Tới 31/10/2026']);
  expect(stepOf({}, OFFICER, '2026-10-31')).toEqual([
    'to-do',
    'Chưa chuẩn bị',
    'Cán bộ số liệu',
    'Chuẩn bị',
    PREPARE,
  ]);
});

test('whoever may not prepare is only led to look', () => {
  expect(stepOf({}, PRIVACY).slice(3)).toEqual(['Xem', PREPARE]);
  expect(stepOf({ batches: 0 }, PRIVACY).slice(3)).toEqual(['Xem', PREPARE]);
});

test('a draft is sent when it is safe and current, and says what to do when it is not', () => {
  expect(stepOf({ draft })[3]).toBe('Xem và gửi duyệt');
  expect(stepOf({ draft: { ...draft, isSafe: false } }).slice(1, 4)).toEqual([
    'Chưa an toàn',
    'Cán bộ số liệu',
    'Xem cần làm gì',
  ]);
  expect(stepOf({ draft: { ...draft, isSafe: false, isCurrent: false } })[3]).toBe('Chuẩn bị lại');
});

test('a preparation under way is watched, whatever else is there', () => {
  const found = stepOf({ preparationId: 'x', publication: publication('live'), draft });
  expect(found.slice(3)).toEqual(['Xem tiến độ', `${PREPARE}?lan=x`]);
});

test('what is under way waits for the one whose step it is', () => {
  const shown = (state: 'draft' | 'checked' | 'approved' | 'scheduled', rights: MonthRights) =>
    stepOf({ publication: publication(state), draft }, rights).slice(1);
  expect(shown('draft', OFFICER)).toEqual(['Đang viết', 'Cán bộ số liệu', 'Xem và gửi duyệt', OPEN]);
  expect(shown('checked', OFFICER)).toEqual(['Chờ duyệt', 'Người giữ quyền riêng tư', 'Xem', OPEN]);
  expect(shown('checked', PRIVACY)[2]).toBe('Xem và duyệt');
  expect(shown('approved', PRIVACY)[2]).toBe('Đăng hoặc hẹn giờ');
  expect(shown('scheduled', PRIVACY).slice(0, 2)).toEqual([
    'Đã hẹn giờ đăng: 08:00 01/12/2026',
    'Tới giờ tự đăng',
  ]);
});

test('a public month is opened, and corrected when its figures changed', () => {
  const release = { number: 7, liveAt: AT };
  expect(stepOf({ release, publication: publication('live') }).slice(3)).toEqual(['Xem', OPEN]);
  expect(stepOf({ release }).slice(3)).toEqual(['Xem', '/du-lieu/phat-hanh/7/']);
  expect(stepOf({ release, publication: publication('live'), isChanged: true })).toEqual([
    'changed',
    'Số liệu đã đổi',
    'Cán bộ số liệu',
    'Đính chính',
    PREPARE,
  ]);
  const changed = { release, publication: publication('live'), isChanged: true };
  const unsafe = { ...draft, isSafe: false, corrects: 7 };
  expect(stepOf({ ...changed, draft: unsafe })).toEqual([
    'changed',
    'Chưa an toàn',
    'Cán bộ số liệu',
    'Xem cần làm gì',
    PREPARE,
  ]);
  expect(stepOf({ ...changed, draft: { ...unsafe, isCurrent: false } })[3]).toBe('Đính chính');
});
