import type { Bar, Chart, Tone } from './chart.ts';
import { countOf, HIDDEN_WORD, shownCount, shownFigure, UNPUBLISHED_WORD } from './numbers.ts';

/*
 * Where the marks of a chart stand, in px of a given width: the same for a page, an embedded chart and an image. Nothing here
 * has a colour.
 */

/** `hidden`: hatched; `hidden-time`: the same, light enough to stand behind lines. `heat-1` … `heat-4`: light to dark. */
export type Fill = Tone | 'hidden' | 'hidden-time' | 'heat-0' | 'heat-1' | 'heat-2' | 'heat-3' | 'heat-4';
export type Shape =
  | { kind: 'rect'; x: number; y: number; width: number; height: number; fill: Fill }
  | { kind: 'line'; points: readonly (readonly [number, number])[]; fill: Tone | 'rule' | 'base' }
  | { kind: 'dot'; x: number; y: number; fill: Tone };
export type Label = {
  x: number;
  /** Base line of the text. */
  y: number;
  text: string;
  sizePx: number;
  anchor: 'start' | 'middle' | 'end';
  isBold: boolean;
  /** What it stands on; null: the paper. */
  on: Fill | null;
  isQuiet: boolean;
};
export type Drawing = { width: number; height: number; shapes: readonly Shape[]; labels: readonly Label[] };

/** Width of a letter of Be Vietnam Pro in its size, on average, generous. */
const LETTER = 0.58;
const textWidth = (text: string, sizePx: number): number => text.length * sizePx * LETTER;

type Pen = { shapes: Shape[]; labels: Label[] };
const write = (
  pen: Pen,
  x: number,
  y: number,
  text: string,
  sizePx: number,
  more: Partial<Omit<Label, 'x' | 'y' | 'text' | 'sizePx'>> = {},
): void =>
  void pen.labels.push({
    x,
    y,
    text,
    sizePx,
    anchor: 'start',
    isBold: false,
    on: null,
    isQuiet: false,
    ...more,
  });

const round = (value: number): number => Math.round(value * 10) / 10;

/** A step of 1, 2 or 5 times a power of ten that divides a length into at most four. */
function stepOf(max: number): number {
  const rough = Math.max(max, 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  return Math.max(
    1,
    [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough)!,
  );
}

const SWATCH = 14;

/** Names of the fills, from left to right and on in the next line. @returns where it ends */
function drawLegend(
  pen: Pen,
  entries: readonly { fill: Fill; nameVi: string }[],
  width: number,
  sizePx: number,
): number {
  let x = 0;
  let y = 0;
  for (const { fill, nameVi } of entries) {
    const needs = SWATCH + 6 + textWidth(nameVi, sizePx) + 16;
    if (x > 0 && x + needs - 16 > width) {
      x = 0;
      y += 24;
    }
    pen.shapes.push({ kind: 'rect', x, y: y + 3, width: SWATCH, height: SWATCH, fill });
    write(pen, x + SWATCH + 6, y + 15, nameVi, sizePx);
    x = round(x + needs);
  }
  return entries.length === 0 ? 0 : y + 34;
}

const HIDDEN_LENGTH = 44;

/** How much of a bar is known, and how much of its total is left for what is hidden. */
function measured({ parts, total }: Bar): { shown: number; rest: number } {
  const shown = parts.reduce((sum, { figure }) => sum + (countOf(figure) ?? 0), 0);
  const isHidden = parts.some(({ figure }) => figure === 'hidden');
  return { shown, rest: isHidden && typeof total === 'number' ? Math.max(0, total - shown) : 0 };
}

/** Steps of what was received, large: the count and its name, the bar, its share. */
function drawFunnel(chart: Extract<Chart, { kind: 'bars' }>, width: number): Drawing {
  const pen: Pen = { shapes: [], labels: [] };
  const isWide = width >= 600;
  const [countPx, namePx, barPx] = isWide ? [30, 18, 44] : [26, 16, 32];
  const left = isWide ? 270 : 0;
  const room = width - left - 70;
  const max = Math.max(1, ...chart.bars.map(({ total }) => countOf(total) ?? 0));
  let y = 0;
  for (const { nameVi, total, noteVi, parts } of chart.bars) {
    const isShown = typeof total === 'number';
    const count = total === 'unpublished' ? '' : shownFigure(total);
    if (isWide) {
      write(pen, 124, y + barPx / 2 + 10, count, countPx, { anchor: 'end', isBold: true });
      write(pen, 136, y + barPx / 2 + 9, nameVi.toLowerCase(), namePx);
    } else {
      write(pen, 0, y + 24, count, countPx, { isBold: true });
      write(pen, round(count.length * countPx * 0.62 + 8), y + 23, nameVi.toLowerCase(), namePx);
      y += 32;
    }
    const length = isShown ? round(Math.max(1, (total / max) * room)) : HIDDEN_LENGTH;
    const fill: Fill = isShown ? parts[0]!.tone : 'hidden';
    pen.shapes.push({ kind: 'rect', x: left, y, width: length, height: barPx, fill });
    if (noteVi !== '')
      write(pen, round(left + length + 10), y + barPx / 2 + 6, noteVi, namePx, { isBold: true });
    y += barPx + 12;
  }
  return { width, height: y, ...pen };
}

function drawBars(chart: Extract<Chart, { kind: 'bars' }>, width: number): Drawing {
  const pen: Pen = { shapes: [], labels: [] };
  const isWide = width >= 600;
  const sizePx = isWide ? 15 : 14;
  const hasHidden = chart.bars.some((bar) => bar.total === 'hidden' || measured(bar).rest > 0);
  const entries: { fill: Fill; nameVi: string }[] =
    chart.legend.length > 1 ? chart.legend.map(({ tone, nameVi }) => ({ fill: tone, nameVi })) : [];
  if (hasHidden) entries.push({ fill: 'hidden', nameVi: HIDDEN_WORD });
  let y = drawLegend(pen, entries, width, sizePx);

  const longest = Math.max(0, ...chart.bars.map(({ nameVi }) => textWidth(nameVi, sizePx)));
  const left = isWide ? Math.min(round(longest) + 16, width * 0.36) : 0;
  const tail = Math.max(
    ...chart.bars.map(({ total, noteVi }) =>
      typeof total === 'number' ? textWidth(`${shownCount(total)} ${noteVi}`, sizePx) : 0,
    ),
    40,
  );
  const room = width - left - tail - 12;
  const max = Math.max(1, ...chart.bars.map((bar) => Math.max(countOf(bar.total) ?? 0, measured(bar).shown)));
  const scale = (value: number) => (value / max) * room;
  const height = isWide ? 28 : 24;
  for (const bar of chart.bars) {
    const name = bar.isChosen ? `» ${bar.nameVi}` : bar.nameVi;
    if (isWide) write(pen, left - 12, y + 19, name, sizePx, { anchor: 'end', isBold: bar.isChosen });
    else {
      write(pen, 0, y + 14, name, sizePx, { isBold: bar.isChosen });
      y += 20;
    }
    const { rest } = measured(bar);
    let x = left;
    for (const { tone, figure } of bar.parts) {
      if (typeof figure !== 'number' || figure === 0) continue;
      const length = round(Math.max(1, scale(figure)));
      pen.shapes.push({ kind: 'rect', x: round(x), y, width: length, height, fill: tone });
      const text = shownCount(figure);
      // A bar of one part has its figure behind it.
      if (bar.parts.length > 1 && textWidth(text, sizePx) + 8 <= length)
        write(pen, round(x + 6), y + height / 2 + 5, text, sizePx, { on: tone });
      x += length;
    }
    if (bar.total === 'hidden' || rest > 0) {
      const length = bar.total === 'hidden' ? HIDDEN_LENGTH : round(Math.max(2, scale(rest)));
      pen.shapes.push({ kind: 'rect', x: round(x), y, width: length, height, fill: 'hidden' });
      if (length >= HIDDEN_LENGTH)
        write(pen, round(x + length / 2), y + height / 2 + 5, HIDDEN_WORD, sizePx, {
          anchor: 'middle',
          on: 'hidden',
        });
      x += length;
    } else if (bar.total === 'unpublished')
      write(pen, round(x), y + height / 2 + 5, UNPUBLISHED_WORD, sizePx, { isQuiet: true });
    if (typeof bar.total === 'number') {
      const text = shownCount(bar.total);
      write(pen, round(x + 8), y + height / 2 + 5, text, sizePx, { isBold: true });
      if (bar.noteVi !== '')
        write(pen, round(x + 8 + textWidth(text, sizePx) + 8), y + height / 2 + 5, bar.noteVi, sizePx);
    }
    y += height + (isWide ? 12 : 10);
  }
  return { width, height: Math.ceil(y), ...pen };
}

/** Which of four fills a figure has, by its share of the largest. */
export function heatFill(figure: number, max: number): Fill {
  if (figure === 0 || max === 0) return 'heat-0';
  return `heat-${Math.min(4, Math.floor((figure / max) * 4) + 1)}` as Fill;
}

const HEAT_WIDTH = 660;

/** Lines of at most so many letters, broken between words. */
function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function drawHeat(chart: Extract<Chart, { kind: 'heat' }>, given: number): Drawing {
  const pen: Pen = { shapes: [], labels: [] };
  const width = Math.max(given, HEAT_WIDTH);
  const sizePx = width >= 900 ? 15 : 13;
  const left = Math.round(width * 0.22);
  const cell = (width - left) / Math.max(1, chart.columns.length);
  const heads = chart.columns.map((name) => wrapped(name, Math.floor((cell - 6) / (sizePx * LETTER))));
  const headLines = Math.max(1, ...heads.map((lines) => lines.length));
  heads.forEach((lines, column) =>
    lines.forEach((line, index) =>
      write(
        pen,
        round(left + (column + 0.5) * cell),
        14 + (headLines - lines.length + index) * (sizePx + 4),
        line,
        sizePx,
        { anchor: 'middle' },
      ),
    ),
  );
  const max = Math.max(
    0,
    ...chart.rows.flatMap(({ figures }) => figures.map((figure) => countOf(figure) ?? 0)),
  );
  const height = 40;
  let y = headLines * (sizePx + 4) + 8;
  for (const { nameVi, figures } of chart.rows) {
    const lines = wrapped(nameVi, Math.floor((left - 8) / (sizePx * LETTER)));
    lines.forEach((line, index) =>
      write(
        pen,
        0,
        round(y + height / 2 + 5 + (index - (lines.length - 1) / 2) * (sizePx + 3)),
        line,
        sizePx,
      ),
    );
    figures.forEach((figure, column) => {
      if (figure === 'unpublished') return;
      const fill: Fill = figure === 'hidden' ? 'hidden' : heatFill(figure, max);
      const x = round(left + column * cell);
      pen.shapes.push({ kind: 'rect', x: x + 1, y: y + 1, width: round(cell) - 2, height: height - 2, fill });
      write(pen, round(x + cell / 2), y + height / 2 + 5, shownFigure(figure), sizePx, {
        anchor: 'middle',
        on: fill,
      });
    });
    y += height;
  }
  return { width, height: Math.ceil(y + 4), ...pen };
}

/** Pieces of a line between figures that are not shown. */
function pieces(points: readonly (readonly [number, number] | null)[]): (readonly [number, number])[][] {
  const found: (readonly [number, number])[][] = [[]];
  for (const point of points)
    if (point) found.at(-1)!.push(point);
    else if (found.at(-1)!.length > 0) found.push([]);
  return found.filter((piece) => piece.length > 0);
}

function drawLines(chart: Extract<Chart, { kind: 'lines' }>, width: number): Drawing {
  const pen: Pen = { shapes: [], labels: [] };
  const isWide = width >= 600;
  const sizePx = isWide ? 15 : 14;
  const all = chart.lines.flatMap(({ figures }) => figures.map((figure) => countOf(figure) ?? 0));
  const step = stepOf(Math.max(1, ...all));
  const top = Math.ceil(Math.max(1, ...all) / step) * step;
  const left = round(textWidth(shownCount(top), sizePx) + 8);
  // On a phone the names stand above; beside the ends there is room for the figures only.
  const tail = isWide
    ? Math.max(...chart.lines.map(({ nameVi }) => textWidth(`${nameVi} 0.000`, sizePx)), 80)
    : textWidth('00.000', sizePx);
  let y = isWide
    ? 12
    : drawLegend(
        pen,
        chart.lines.map(({ tone, nameVi }) => ({ fill: tone, nameVi })),
        width,
        sizePx,
      ) + 8;
  const height = isWide ? 300 : 220;
  const count = chart.points.length;
  const xOf = (index: number) => round(left + ((width - left - tail - 12) * index) / Math.max(1, count - 1));
  const yOf = (value: number) => round(y + height - (value / top) * height);
  for (let mark = 0; mark <= top; mark += step) {
    const line = yOf(mark);
    pen.shapes.push({
      kind: 'line',
      points: [
        [left, line],
        [xOf(count - 1), line],
      ],
      fill: mark === 0 ? 'base' : 'rule',
    });
    write(pen, left - 6, line + 5, shownCount(mark), sizePx, { anchor: 'end', isQuiet: true });
  }
  // Months of which something is hidden are hatched down to the base: a gap in a line is no zero.
  const isHidden = (index: number) => chart.lines.some(({ figures }) => figures[index] === 'hidden');
  const half = (xOf(1) - xOf(0)) / 2;
  for (let from = 0; from < count; from += 1) {
    if (!isHidden(from)) continue;
    let to = from;
    while (to + 1 < count && isHidden(to + 1)) to += 1;
    const x = round(Math.max(left, xOf(from) - half));
    const end = Math.min(xOf(count - 1), xOf(to) + half);
    // The newest month alone has no room to its right.
    const span = { x: Math.min(x, end - 4), width: round(Math.max(4, end - x)) };
    pen.shapes.push({ kind: 'rect', ...span, y, height, fill: 'hidden-time' });
    from = to;
  }
  let above = Infinity;
  const ends = chart.lines
    .map((line) => ({ line, last: line.figures.findLastIndex((figure) => typeof figure === 'number') }))
    .filter(({ last }) => last >= 0)
    .map(({ line, last }) => ({ line, last, value: countOf(line.figures[last]!)! }))
    .sort((a, b) => a.value - b.value);
  const spread = sizePx + 4;
  for (const { line, last, value } of ends) {
    const spot = Math.min(yOf(value) + 5, above - spread);
    above = spot;
    const text = isWide ? `${line.nameVi} ${shownCount(value)}` : shownCount(value);
    write(pen, xOf(last) + 8, spot, text, sizePx, {
      isBold: true,
      on: last < count - 1 ? 'hidden-time' : null,
    });
  }
  for (const { tone, figures } of chart.lines) {
    const places = figures.map((figure, index) =>
      typeof figure === 'number' ? ([xOf(index), yOf(figure)] as const) : null,
    );
    for (const piece of pieces(places)) {
      if (piece.length > 1) pen.shapes.push({ kind: 'line', points: piece, fill: tone });
      const [endX, endY] = piece.at(-1)!;
      pen.shapes.push({ kind: 'dot', x: endX, y: endY, fill: tone });
    }
  }
  const every = Math.max(1, Math.ceil(count / (isWide ? 8 : 3)));
  chart.points.forEach((point, index) => {
    if ((count - 1 - index) % every !== 0) return;
    write(pen, xOf(index), y + height + 20, point, sizePx, {
      anchor: index === 0 ? 'start' : 'middle',
      isQuiet: true,
    });
  });
  y += height + 28;
  const hasHidden = chart.lines.some(({ figures }) => figures.includes('hidden'));
  if (hasHidden) {
    pen.shapes.push({ kind: 'rect', x: left, y: y + 3, width: SWATCH, height: SWATCH, fill: 'hidden-time' });
    write(pen, left + SWATCH + 6, y + 15, 'tháng có số bị ẩn', sizePx);
    y += 26;
  }
  return { width, height: Math.ceil(y), ...pen };
}

/** @param width px it may take; a chart of two dimensions takes at least 660 and scrolls in its frame */
export function drawChart(chart: Chart, width: number): Drawing {
  switch (chart.kind) {
    case 'bars':
      return chart.isFunnel ? drawFunnel(chart, width) : drawBars(chart, width);
    case 'heat':
      return drawHeat(chart, width);
    case 'lines':
      return drawLines(chart, width);
  }
}
