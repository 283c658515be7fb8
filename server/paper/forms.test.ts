import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Task } from '#content/schema.ts';
import { mayMix } from './forms.ts';
import {
  answerSheet,
  formsFrom,
  paperForms,
  paperLack,
  placesOf,
  rightInWords,
  solveForm,
  type PaperForm,
  type PaperQuestion,
} from './rules.ts';

const one = (right: number, ...texts: string[]): Task => ({
  kind: 'one',
  options: texts.map((text) => ({ text })),
  right,
});
const question = (text: string, task: Task, pictureAlt: string | null = null): PaperQuestion => ({
  text,
  pictureAlt,
  task,
});

const BANK: PaperQuestion[] = [
  question('Đèn đỏ thì làm gì?', one(1, 'Đi', 'Dừng', 'Bấm còi', 'Quay đầu')),
  question('Đèn xanh thì làm gì?', one(0, 'Đi', 'Dừng', 'Bấm còi', 'Quay đầu')),
  question('Xe nào được ưu tiên?', {
    kind: 'several',
    options: [
      { text: 'Chữa cháy', isRight: true },
      { text: 'Cứu thương', isRight: true },
      { text: 'Xe tải', isRight: false },
    ],
  }),
  question('Đi bộ qua đường đúng vạch là đúng luật.', { kind: 'true-false', isTrue: true }),
  question('Ai đi trước?', { kind: 'ordering', items: ['Chữa cháy', 'Mô tô', 'Ô tô', 'Xe đạp'] }),
  question('Nối biển với nghĩa', {
    kind: 'matching',
    pairs: [
      { left: 'Tròn đỏ', right: 'Cấm' },
      { left: 'Tam giác', right: 'Nguy hiểm' },
      { left: 'Tròn xanh', right: 'Hiệu lệnh' },
    ],
    extras: ['Chỉ dẫn'],
  }),
  question('Tốc độ tối đa?', {
    kind: 'number',
    values: [
      { value: 45, tolerance: 5, weightPct: 50 },
      { value: 50, tolerance: 0.5, weightPct: 100 },
    ],
    unit: 'km/h',
  }),
  question('Gọi số nào?', { kind: 'short', accepted: [{ text: 'số * 113', weightPct: 100 }] }),
];

const make = (forms = 4, seed = 1, questions = BANK) => paperForms({ questions, forms, seed });

describe('forms', () => {
  test('24 forms all differ, hold every question once, and are solved', () => {
    const forms = make(24);
    expect(forms.map(({ code }) => code)).toEqual(Array.from({ length: 24 }, (_, at) => `${101 + at}`));
    const printed = forms.map(({ items }) =>
      JSON.stringify(items.map(({ question: at, shown }) => [at, shown])),
    );
    expect(new Set(printed).size).toBe(24);
    for (const form of forms) {
      expect(form.items.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(new Set(form.items.map((item) => item.question)).size).toBe(8);
      expect(solveForm(form, BANK)).toEqual({ ok: true });
    }
  });

  test('the same seed gives the same forms, another seed others', () => {
    expect(make()).toEqual(make());
    expect(make(4, 2)).not.toEqual(make());
  });

  test('as they were kept they are the same again', () => {
    const forms = make(24);
    expect(formsFrom(BANK, forms.map(placesOf))).toEqual(forms);
  });

  test('there are no more forms than can differ', () => {
    expect(make(24, 1, [question('Một câu?', one(0, 'Phải', 'Trái'))])).toHaveLength(2);
    expect(make(24, 1, [question('Đúng không?', { kind: 'true-false', isTrue: true })])).toHaveLength(1);
  });

  test('the right answer is not always at the same letter', () => {
    const letters = make(24, 3, BANK.slice(0, 2)).flatMap(({ items }) => items.map(({ key }) => key));
    expect(new Set(letters)).toEqual(new Set(['A', 'B', 'C', 'D']));
  });

  test.each([
    'Tất cả các phương án trên',
    'Cả A và B',
    'Cả ba đều đúng',
    'Không có đáp án nào đúng',
    'Đáp án B và C',
  ])('options keep their order beside “%s”', (text) => {
    const task = one(3, 'Một', 'Hai', 'Ba', text);
    expect(mayMix(task)).toBe(false);
    for (const { items } of make(24, 1, [question('Câu?', task), ...BANK]))
      expect(items.find((item) => item.question === 0)!.shown).toMatchObject({
        options: ['Một', 'Hai', 'Ba', text],
      });
  });

  test.each(['Cả người và xe', 'Không bị phạt', 'Đi trên vỉa hè'])('“%s” may stand anywhere', (text) => {
    expect(mayMix(one(0, 'Một', text))).toBe(true);
  });

  test('pointing at a picture and what is too long is left out', () => {
    const spots = [1, 2].map((at) => ({ label: `Chỗ ${at}`, xPx: at, yPx: at, radiusPx: 20 }));
    expect(paperLack(question('Chỉ vào.', { kind: 'hotspot', scene: 's', spots, right: 0 }))).toBe('HOTSPOT');
    const withSigns = (signs: number) => question('x'.repeat(signs - 3), one(0, 'Đi', 'Ở'));
    expect(paperLack(withSigns(1300))).toBeNull();
    expect(paperLack(withSigns(1301))).toBe('LONG');
    expect(BANK.map(paperLack)).toEqual(BANK.map(() => null));
  });

  test('answers have their own words on the key sheet', () => {
    expect(BANK.map(({ task }) => rightInWords(task))).toEqual([
      ...['Dừng', 'Đi', 'Chữa cháy; Cứu thương', 'Đúng', 'Chữa cháy → Mô tô → Ô tô → Xe đạp'],
      ...['Tròn đỏ – Cấm; Tam giác – Nguy hiểm; Tròn xanh – Hiệu lệnh', '50 ± 0,5 km/h', 'số … 113'],
    ]);
  });
});

describe('the solver', () => {
  const planted = (form: PaperForm, at: number, key: string): PaperForm => ({
    ...form,
    items: form.items.map((item) => (item.question === at ? { ...item, key } : item)),
  });

  test('finds any other key wrong', () => {
    const [form] = make(1);
    for (const { question: at, number, key, shown } of form!.items) {
      const others = ['A', 'B', 'C', 'D', 'Đ', 'S', 'A B', 'B A C D', '1A 2B 3C', '45 ± 5', '50', 'số 113'];
      for (const other of others.filter((each) => each !== key))
        expect(solveForm(planted(form!, at, other), BANK), `${shown.kind} ${other}`).toEqual({
          ...{ ok: false, number, reason: 'WRONG_KEY' },
        });
    }
  });

  test('finds a form mixed after its key was made', () => {
    const [form] = make(1);
    const items = form!.items.map((item) =>
      item.shown.kind === 'one'
        ? { ...item, shown: { ...item.shown, options: item.shown.options.toReversed() } }
        : item,
    );
    expect(solveForm({ ...form!, items }, BANK)).toMatchObject({ ok: false, reason: 'WRONG_KEY' });
  });

  test('knows nothing of a question the bank does not hold', () => {
    const [form] = make(1);
    expect(solveForm(form!, BANK.slice(1))).toMatchObject({ ok: false, reason: 'UNKNOWN' });
  });

  test('says when two questions read alike and differ in their answer', () => {
    const twin = question('Đèn đỏ thì làm gì?', one(3, 'Quay đầu', 'Đi', 'Bấm còi', 'Dừng'));
    expect(solveForm(make(1)[0]!, [...BANK, twin])).toEqual({ ok: true });
    const other = question('Đèn đỏ thì làm gì?', one(0, 'Quay đầu', 'Đi', 'Bấm còi', 'Dừng'));
    expect(solveForm(make(1)[0]!, [...BANK, other])).toMatchObject({ ok: false, reason: 'AMBIGUOUS' });
  });

  test('tells questions with the same words by their pictures', () => {
    const words = ['Xe xanh', 'Xe đỏ'] as const;
    const bank = [
      question('Ai sai?', one(0, ...words), 'Xe xanh vượt đèn đỏ'),
      question('Ai sai?', one(1, ...words), 'Xe đỏ vượt đèn đỏ'),
    ];
    for (const form of make(6, 1, bank)) expect(solveForm(form, bank)).toEqual({ ok: true });
  });

  test('solves whatever is mixed', () => {
    const texts = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 8 });
    const tasks: fc.Arbitrary<Task> = texts.chain((all) =>
      fc.oneof(
        fc.nat(all.length - 1).map((right) => one(right, ...all)),
        fc.constant<Task>({ kind: 'ordering', items: all }),
        fc.constant<Task>({
          kind: 'matching',
          pairs: all.map((text, at) => ({ left: `${at} ${text}`, right: all[at % 2]! })),
          extras: [],
        }),
        fc.array(fc.boolean(), { minLength: all.length, maxLength: all.length }).map((isRight): Task => ({
          kind: 'several',
          options: all.map((text, at) => ({ text, isRight: at === 0 || isRight[at]! })),
        })),
      ),
    );
    fc.assert(
      fc.property(fc.array(tasks, { minLength: 1, maxLength: 12 }), fc.nat(), (all, seed) => {
        const bank = all.map((task, at) => question(`Câu ${at}`, task));
        return make(3, seed, bank).every((form) => solveForm(form, bank).ok);
      }),
    );
  });
});

describe('the answer sheet', () => {
  const forty = Array.from({ length: 40 }, (_, at) => ({ ...BANK[at % BANK.length]!, text: `Câu ${at}` }));

  test.each(['A4', 'A5'] as const)(
    'on %s holds 40 rows that do not touch, inside its corner marks',
    (size) => {
      const sheet = answerSheet(make(1, 1, forty)[0]!, size);
      const [topLeft, topRight, bottomLeft] = sheet.corners;
      const bubbles = [
        ...sheet.rows.flatMap(({ bubbles: row }) => row ?? []),
        ...sheet.code.flat(),
        ...sheet.seat.flat(),
      ];
      for (const { x, y } of bubbles) {
        expect(x).toBeGreaterThan(topLeft!.x);
        expect(x).toBeLessThan(topRight!.x);
        expect(y).toBeGreaterThan(topLeft!.y);
        expect(y).toBeLessThan(bottomLeft!.y - sheet.radius);
      }
      for (const [at, a] of bubbles.entries())
        for (const b of bubbles.slice(at + 1))
          expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(2 * 0.86 * sheet.radius);
    },
  );

  test('only the code of the form is filled in', () => {
    const [form] = make(1);
    const sheet = answerSheet(form!, 'A4');
    const filled = sheet.code.map((column) =>
      column.filter(({ isFilled }) => isFilled).map(({ label }) => label),
    );
    expect(filled.flat().join('')).toBe(form!.code);
    expect(filled.every(({ length }) => length === 1)).toBe(true);
    expect(
      [...sheet.seat.flat(), ...sheet.rows.flatMap(({ bubbles }) => bubbles ?? [])].some(
        ({ isFilled }) => isFilled,
      ),
    ).toBe(false);
  });
});
