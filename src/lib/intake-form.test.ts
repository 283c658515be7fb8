import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IntakeView } from '#server/outcomes/intake/views.ts';
import { columnKey, controls, readMonth, typedMapping, valueKey } from './intake-form.ts';

type Mapping = NonNullable<IntakeView['mapping']>;

const column = (key: string): Mapping['columns'][number] => ({
  key,
  sheet: null,
  letter: 'A',
  header: key,
  field: 'none',
  samples: [],
});
const value = (text: string): Mapping['values'][number] => ({
  dimension: 'behaviour',
  text,
  rows: 1,
  first: { sheet: null, cell: 'C7' },
  choices: [],
  code: '',
});
const mapping = (changes: Partial<Mapping>): Mapping => ({
  columns: [],
  values: [],
  whole: [],
  missing: [],
  isRemembered: false,
  ...changes,
});
/** What a browser posts; its hidden fields as the page gave them, line ends changed as browsers do. */
const posted = (fields: Record<string, string>) => ({
  text: (name: string) => (fields[name] ?? '').replaceAll(/\r?\n/g, '\r\n').trim(),
});

test.each([
  ['9/2026', '2026-09'],
  ['09/2026', '2026-09'],
  [' 12 / 2026 ', '2026-12'],
  ['tháng 9/2026', '2026-09'],
  ['2026-09', '2026-09'],
  ['', ''],
  ['13/2026', null],
  ['0/2026', null],
  ['9/26', null],
  ['tháng chín', null],
])('a month typed as “%s”', (typed, month) => {
  expect(readMonth(typed)).toBe(month);
});

test('whatever stands in the head of a column, its meaning comes back with it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (key) => {
      const shown = mapping({ columns: [column(key)] });
      const { name, hidden } = controls.column(0);
      const form = posted({ [name]: 'month', [hidden]: columnKey(shown.columns[0]!) });
      expect(typedMapping(form, shown, '').columns).toEqual([{ key, field: 'month' }]);
    }),
  );
  const shown = mapping({ values: [value('Vượt đèn\n đỏ ')] });
  const { name, hidden } = controls.value(0);
  const form = posted({ [name]: 'red-light', [hidden]: valueKey(shown.values[0]!) });
  expect(typedMapping(form, shown, '').values).toEqual([
    { dimension: 'behaviour', text: 'Vượt đèn\n đỏ ', code: 'red-light' },
  ]);
});

test('a column or name that the page did not show then is left alone', () => {
  const shown = mapping({ columns: [column('Khác')], values: [value('Khác')] });
  const form = posted({
    [controls.column(0).name]: 'month',
    [controls.column(0).hidden]: columnKey(column('Tháng')),
    [controls.value(0).name]: 'red-light',
    [controls.value(0).hidden]: valueKey(value('Đèn đỏ')),
  });
  expect(typedMapping(form, shown, '')).toMatchObject({ columns: [], values: [] });
});

test('a typed code goes before a chosen one', () => {
  const shown = mapping({ values: [value('Đèn đỏ')] });
  const { name, typed, hidden } = controls.value(0);
  const form = posted({ [name]: 'speeding', [typed]: 'red-light', [hidden]: valueKey(shown.values[0]!) });
  expect(typedMapping(form, shown, '').values[0]!.code).toBe('red-light');
});

test('a name that means what it meant is not said again', () => {
  const shown = mapping({
    values: [
      { ...value('den do'), code: 'red-light' },
      { ...value('lan'), code: 'wrong-lane' },
    ],
  });
  const form = posted({
    [controls.value(0).name]: 'red-light',
    [controls.value(0).hidden]: valueKey(shown.values[0]!),
    [controls.value(1).name]: '',
    [controls.value(1).hidden]: valueKey(shown.values[1]!),
  });
  expect(typedMapping(form, shown, '').values).toEqual([{ dimension: 'behaviour', text: 'lan', code: '' }]);
});

test('a month that cannot be read is refused, kept as it was typed, and the rest is read', () => {
  const whole: Mapping['whole'] = [
    { field: 'month', value: null, isAsked: true, choices: [] },
    { field: 'source', value: null, isAsked: true, choices: [{ code: 'citizen', name: 'Người dân' }] },
    { field: 'vehicle', value: 'car', isAsked: false, choices: [] },
    { field: 'place', value: null, isAsked: false, choices: [] },
  ];
  const form = posted({ [controls.whole('month')]: 'tháng chín', [controls.whole('source')]: 'citizen' });
  expect(typedMapping(form, mapping({ whole }), 'Hãy ghi tháng.')).toMatchObject({
    whole: { source: 'citizen', vehicle: null },
    errors: { [controls.whole('month')]: 'Hãy ghi tháng.' },
    typed: { [controls.whole('month')]: 'tháng chín' },
  });
});
