import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainContents } from '#tests/support/outcome-contents.ts';
import type { ReleaseContent } from '../content.ts';
import { RESULT_SUMS } from '../vocabulary.ts';
import { atlasOf, type Atlas } from './atlas.ts';
import type { Chart } from './chart.ts';
import { drawChart } from './drawing.ts';
import { periodFor } from './grid.ts';
import { overviewOf, readRows, sheetOf, viewModel, type FigureView } from './model.ts';
import { countOf, percentOf, shownCount, shownFigure, shownVnd, type Figure } from './numbers.ts';
import { choiceQuery, choiceSubject, parseSubject, readChoice, VIEW_IDS, type ViewChoice } from './views.ts';

const contents = plainContents();
const live = (all: readonly ReleaseContent[]): Atlas =>
  atlasOf(all.map((content) => ({ content, liveOn: content.madeOn })))!;
const atlas = live(contents);
const choice = (changes: Partial<ViewChoice> = {}): ViewChoice => ({
  view: 'hanh-vi',
  period: null,
  row: null,
  column: null,
  ...changes,
});
const model = (changes: Partial<ViewChoice> = {}, of = atlas): FigureView => viewModel(of, choice(changes))!;
const cell = ({ grid }: FigureView, row: string, column: string) =>
  grid.rows.find(({ code }) => code === row)?.figures[
    grid.columns.findIndex(({ code }) => code === column)
  ] ?? 'unpublished';
/** The contents with the cells of which `isHidden` says so hidden. */
const hiding = (isHidden: (row: string, column: string) => boolean) =>
  live(
    contents.slice(-4).map((content) => ({
      ...content,
      tables: content.tables.map((table) => ({
        ...table,
        cells: table.cells.map((row, r) =>
          row.map((value, c) => (isHidden(table.rows[r]!, table.columns[c]!) ? null : value)),
        ),
      })),
    })),
  );

describe('numbers', () => {
  test.each([
    [39, 40, 98],
    [39, 39, null],
    [0, 40, 0],
    [40, 40, 100],
    ['hidden', 400, null],
    [20, 'hidden', null],
    ['unpublished', 400, null],
  ] as const)('%s of %s is %s', (part, base, percent) => {
    expect(percentOf(part, base)).toBe(percent);
  });

  test('counts and sums are written as Vietnamese write them', () => {
    expect([shownCount(5459), shownCount(12), shownVnd(39_308_000_000), shownVnd(850_000_000)]).toEqual([
      '5.459',
      '12',
      '39,3\u00a0tỷ đồng',
      '850\u00a0triệu đồng',
    ]);
  });
});

describe('the choice in an address', () => {
  test('is read, written and read again', () => {
    const asked = choice({ view: 'xa-phuong', period: '2026-Q3', row: 'vung-bac', column: 'fined' });
    expect(choiceQuery(asked, null)).toBe('bang=xa-phuong&ky=2026-Q3&dong=vung-bac&cot=fined');
    expect(readChoice(new URLSearchParams(choiceQuery(asked, 'E4YN4W4')))).toEqual(asked);
    expect(parseSubject(choiceSubject(asked, 'E4YN4W4'))).toEqual({ choice: asked, province: 'E4YN4W4' });
  });

  test.each(['', 'bang=', 'bang=x', 'bang=hanh-vi%00', 'ky=2026-09'])('%s is the first page', (query) => {
    expect(readChoice(new URLSearchParams(query))).toBeNull();
  });

  test.each(['hanh-vi', 'hanh-vi._._._', 'x._._._._', 'hanh-vi.<._._._', 'hanh-vi._._._._._'])(
    'no image has the address %s',
    (subject) => {
      expect(parseSubject(subject)).toBeNull();
    },
  );

  test('what cannot be read of it counts as not asked', () => {
    expect(readChoice(new URLSearchParams('bang=hanh-vi&ky=../x&dong=&cot=a%20b'))).toEqual(choice());
  });
});

test.each([
  ['2026-09', '2026-09'],
  ['2026-Q3', '2026-09'],
  ['2026-H1', '2026-06'],
  ['2031-01', '2026-09'],
  ['never', '2026-09'],
  [null, '2026-09'],
])('of months, %s shows %s', (asked, shown) => {
  expect(periodFor(['2026-09', '2026-08', '2026-06', '2026-05'], asked)).toBe(shown);
});

test('a month shows the quarter around it where a table has quarters only', () => {
  expect(periodFor(['2026-Q3', '2026-Q2'], '2026-05')).toBe('2026-Q2');
});

describe('tables', () => {
  test('show the published cell in every place, under its name', () => {
    const shown = model({ view: 'nguon', period: '2026-Q3' });
    const table = contents.at(-1)!.tables.find(({ tableId }) => tableId === 'quarter-source-result')!;
    for (const [r, row] of table.rows.entries())
      for (const [c, column] of table.columns.entries())
        expect(cell(shown, row, column)).toBe(table.cells[r]![c] ?? 'hidden');
  });

  test('places stand under their area, both in Vietnamese order', () => {
    const { grid } = model({ view: 'xa-phuong' });
    const collator = new Intl.Collator('vi');
    const areas = grid.rows.filter(({ level }) => level === 'sum').map(({ nameVi }) => nameVi);
    expect(areas).toEqual([...areas].sort(collator.compare));
    expect(grid.rows[0]!.level).toBe('whole');
    let area = '';
    for (const row of grid.rows.slice(1)) {
      if (row.level === 'sum') area = row.code;
      else expect(row.parent).toBe(area);
    }
    expect(grid.rows).toHaveLength(69);
  });

  test('a choice shows a row stronger and never another table', () => {
    const chosen = model({ row: 'red-light', column: 'handled' });
    expect(chosen.grid).toEqual(model().grid);
    expect([chosen.choice.row, chosen.choice.column]).toEqual(['red-light', 'handled']);
    expect(model({ row: 'vung-bac', column: 'all' }).choice).toMatchObject({ row: null, column: null });
  });

  test('a series follows one row through the months, the newest first for readers', () => {
    const shown = model({ view: 'xu-huong', row: 'red-light' });
    expect(readRows(shown.grid)[0]).toMatchObject({
      nameVi: 'Tháng 9/2026',
      figures: [
        cell(model({ period: '2026-09' }), 'red-light', 'received'),
        cell(model({ period: '2026-09' }), 'red-light', 'handled'),
      ],
    });
    expect(shown.grid.rows).toHaveLength(24);
  });

  test('a file holds what the table shows, hidden and unpublished cells in words', () => {
    const unpublished = live(
      contents.map((content) => ({ ...content, sums: content.sums.map((sum) => ({ ...sum, value: null })) })),
    );
    expect(sheetOf(model({ view: 'xu-ly' }, unpublished))[1]).toEqual([
      'Quý III/2026',
      ...Array.from({ length: 3 }, () => 'không công bố'),
    ]);
    const hidden = sheetOf(
      model(
        {},
        hiding((row) => row === 'red-light'),
      ),
    );
    expect(hidden.find(([name]) => name === 'Vượt đèn đỏ')!.slice(1)).toEqual(
      Array.from({ length: 8 }, () => 'ẩn'),
    );
  });

  test('the release that was published last holds, and a correction is told of', () => {
    const last = contents.at(-1)!;
    const corrected = {
      ...last,
      number: 25,
      corrects: 24,
      correctionVi: 'Hai xã bị cộng hai lần.',
      tables: last.tables.map((table) => ({ ...table, cells: table.cells.map((row) => row.map(() => 77)) })),
    };
    const shown = model({}, live([...contents, corrected]));
    expect(cell(shown, 'red-light', 'handled')).toBe(77);
    expect(shown.release.number).toBe(25);
    expect(shown.corrections).toEqual([
      { number: 25, corrects: 24, on: last.madeOn, noteVi: 'Hai xã bị cộng hai lần.' },
    ]);
    expect(model({ period: '2026-08' }, live([...contents, corrected])).corrections).toEqual([]);
  });
});

/** Every number in a text, as it is written there. */
const numbersIn = (text: string): string[] => text.match(/\d+(?:[.,]\d+)*/g) ?? [];
const figuresOf = (chart: Chart): Figure[] =>
  chart.kind === 'bars'
    ? chart.bars.flatMap(({ total, parts }) => [total, ...parts.map(({ figure }) => figure)])
    : chart.kind === 'heat'
      ? chart.rows.flatMap(({ figures }) => figures)
      : chart.lines.flatMap(({ figures }) => figures);

describe('whatever is hidden', () => {
  test('no finding, chart or drawing has a figure that its table does not show', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...VIEW_IDS),
        fc.integer({ min: 0, max: 100 }),
        fc.integer(),
        fc.constantFrom(null, 'red-light', 'signals-lanes', 'vung-bac', 'citizen'),
        fc.constantFrom(null, 'fined', 'handled', 'no-basis'),
        (view, percent, seed, row, column) => {
          const isHidden = (...names: string[]) => {
            let mixed = seed;
            for (const letter of names.join(' ')) mixed = (Math.imul(mixed, 31) + letter.charCodeAt(0)) | 0;
            return (mixed >>> 0) % 100 < percent;
          };
          const shown = viewModel(hiding(isHidden), choice({ view, row, column }));
          if (!shown) return;
          const known = new Set(shown.grid.rows.flatMap(({ figures }) => figures));
          // A bar of a finer table says what reports that were not handled come to.
          for (const { code } of shown.grid.rows) {
            const parts = RESULT_SUMS.refused.map((part) => cell(shown, code, part));
            const counts = parts.flatMap((part) => countOf(part) ?? []);
            if (counts.length === parts.length) known.add(counts.reduce((sum, part) => sum + part, 0));
            else if (parts.includes('hidden')) known.add('hidden');
          }
          known.add('unpublished');
          for (const figure of figuresOf(shown.chart)) expect(known.has(figure)).toBe(true);
          const told = [...known].flatMap((figure) => countOf(figure) ?? []);
          const may = new Set([
            ...told.map(shownCount),
            // The period, its name, how many bars there are, sums in another unit.
            ...numbersIn(shown.captionVi),
            ...shown.grid.rows.flatMap(({ code, nameVi }) => [...numbersIn(code), ...numbersIn(nameVi)]),
            ...told.flatMap((figure) => numbersIn(shownVnd(figure))),
            ...Array.from({ length: 10 }, (_, count) => String(count)),
            ...told.flatMap((part) => told.map((base) => String(percentOf(part, base) ?? ''))),
          ]);
          for (const number of numbersIn(`${shown.finding.titleVi} ${shown.finding.leadVi}`)) {
            const parts = number.split('/');
            expect(
              parts.every((part) => may.has(part) || /^20\d\d$/.test(part)),
              number,
            ).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a drawing says “ẩn” where the whole row is hidden, and gives it no length of its own', () => {
    const { chart } = model(
      { view: 'don-vi' },
      live(
        contents.slice(-6).map((content) => ({
          ...content,
          tables: content.tables.map((table) => ({
            ...table,
            cells: table.cells.map((row) => row.map(() => null)),
          })),
        })),
      ),
    );
    const { shapes, labels } = drawChart(chart, 800);
    expect(shapes.every((shape) => shape.kind === 'rect' && shape.fill === 'hidden')).toBe(true);
    expect(
      new Set(shapes.map((shape) => (shape.kind === 'rect' ? shape.width : 0))).size,
    ).toBeLessThanOrEqual(2);
    expect(labels.some(({ text }) => text === 'ẩn')).toBe(true);
  });

  test('a hidden month leaves a gap in the line and hatching behind it', () => {
    const hidden = live(
      contents.map((content) =>
        content.month === '2026-05'
          ? {
              ...content,
              tables: content.tables.map((table) => ({
                ...table,
                cells: table.cells.map((row) => row.map(() => null)),
              })),
            }
          : content,
      ),
    );
    const kinds = (of: Atlas) =>
      drawChart(model({ view: 'xu-huong' }, of).chart, 800).shapes.flatMap((shape) =>
        shape.kind === 'line' && shape.fill === 'handled'
          ? ['line']
          : shape.kind === 'rect'
            ? [shape.fill]
            : [],
      );
    expect(kinds(atlas)).toEqual(['line']);
    // The second rectangle is the one of the legend.
    expect(kinds(hidden)).toEqual(['hidden-time', 'line', 'line', 'hidden-time']);
  });
});

describe('drawings', () => {
  test.each(VIEW_IDS)('of %s stay within their width, in letters of 13 px or more', (view) => {
    for (const width of [328, 880, 1088]) {
      const drawing = drawChart(model({ view }).chart, width);
      expect(drawing.width).toBeGreaterThanOrEqual(width);
      for (const label of drawing.labels) {
        expect(label.sizePx).toBeGreaterThanOrEqual(13);
        expect(label.x).toBeGreaterThanOrEqual(0);
        expect(label.x).toBeLessThanOrEqual(drawing.width);
        expect(label.y).toBeLessThanOrEqual(drawing.height);
      }
      for (const shape of drawing.shapes) {
        if (shape.kind !== 'rect') continue;
        expect(shape.x + shape.width).toBeLessThanOrEqual(drawing.width);
        expect(shape.width).toBeGreaterThan(0);
      }
    }
  });

  test('a bar is as long as its figure is large', () => {
    const { chart } = model({ view: 'nguon', column: 'received' });
    const { shapes } = drawChart(chart, 800);
    const lengths = shapes.flatMap((shape) => (shape.kind === 'rect' ? [shape.width] : []));
    const totals = chart.kind === 'bars' ? chart.bars.map(({ total }) => countOf(total)!) : [];
    const scale = lengths[0]! / totals[0]!;
    lengths.forEach((length, index) => expect(length).toBeCloseTo(totals[index]! * scale, 0));
  });
});

describe('the first page', () => {
  const overview = overviewOf(atlas)!;
  test('says in its title what was received and handled', () => {
    expect(overview.finding.titleVi).toBe(
      `Tháng 9/2026, công an đã xử lý ${shownFigure(cell(model(), 'all', 'handled'))} trong ${shownFigure(cell(model(), 'all', 'received'))} tin đã nhận`,
    );
  });

  test('its steps add up where nothing is hidden', () => {
    const of = (code: string) => countOf(overview.steps.find((step) => step.code === code)!.figure)!;
    expect(of('fined') + of('warned')).toBe(of('handled'));
    expect(of('enough-basis') + of('refused') + of('pending')).toBe(of('received'));
    expect(overview.steps.map(({ depth }) => depth)).toEqual([0, 1, 2, 3, 3, 2, 1, 2, 2, 2, 2, 1]);
  });

  test('hides the title’s figures with their cells', () => {
    const hidden = overviewOf(hiding((row, column) => row === 'all' && column === 'handled'))!;
    expect(hidden.finding.titleVi).toMatch(/công an đã nhận [\d.]+ tin, số đã xử lý bị ẩn$/);
    expect(hidden.steps.find(({ code }) => code === 'handled')).toMatchObject({
      figure: 'hidden',
      percent: null,
    });
  });

  test('says that behaviours may be missing where one of their counts is hidden', () => {
    expect(overview.isNoBasisPartial).toBe(
      model().grid.rows.some(
        ({ level, code }) => level === 'single' && cell(model(), code, 'no-basis') === 'hidden',
      ),
    );
    const hidden = overviewOf(hiding((row, column) => row !== 'all' && column === 'no-basis'))!;
    expect([hidden.isNoBasisPartial, hidden.noBasis]).toEqual([true, []]);
  });

  test('is not there without a release', () => {
    expect(atlasOf([])).toBeNull();
  });
});

test('what is hidden may be larger: a comparison says that it is among the figures shown', () => {
  expect(model().finding.titleVi).not.toContain('trong các số được công bố');
  const most = /“(.+)”/.exec(model().finding.titleVi)![1];
  const code = model().grid.rows.find(({ nameVi }) => nameVi === most)!.code;
  const hidden = model(
    {},
    hiding((row) => row === code),
  );
  expect(hidden.finding.titleVi).toMatch(/, trong các số được công bố, hành vi “/);
  expect(hidden.finding.titleVi).not.toContain(most);
  expect(hidden.chart.titleVi).toContain('trong các số được công bố');
});
