import type { Drawing, Fill, Label } from '../outcomes/rules.ts';
import { el, picture, type Element } from './draw.ts';
import { LOGO } from './guide-card.ts';

/** What stands on an image of published results, as text ready to show. */
export type OutcomeCard = {
  title: string;
  lead: string;
  /** Marks of the chart, in its own px; null: words only. */
  drawing: Drawing | null;
  /** Where and when: `Tỉnh Mẫu · công bố 30/09/2026`. */
  sourceLine: string;
  /** Where the figures are, without scheme. */
  placeLine: string;
  isSample: boolean;
};

const INK = '#14181D';
const PAPER = '#FFFFFF';
const LINE = '#F5B800';
const TARMAC = '#2B3138';
const MUTED = '#4A535C';
const EDGE = '#69737D';
const HAIR = '#D5DBE1';

const FILLS: Record<
  Exclude<Fill, 'hidden' | 'hidden-time'>,
  { ground: string; text: string; isFramed?: boolean }
> = {
  received: { ground: EDGE, text: PAPER },
  'enough-basis': { ground: '#0A4DA2', text: PAPER },
  handled: { ground: INK, text: PAPER },
  'in-process': { ground: '#0A4DA2', text: PAPER },
  refused: { ground: HAIR, text: INK, isFramed: true },
  pending: { ground: PAPER, text: INK, isFramed: true },
  'heat-0': { ground: PAPER, text: INK, isFramed: true },
  'heat-1': { ground: '#E3ECF7', text: INK },
  'heat-2': { ground: '#A9C6EA', text: INK },
  'heat-3': { ground: '#2F6DBB', text: PAPER },
  'heat-4': { ground: '#0A4DA2', text: PAPER },
};
const hatching = (fill: Fill, line: string) =>
  `<pattern id="${fill}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" fill="${PAPER}"/><rect width="2.5" height="7" fill="${line}"/></pattern>`;
const HATCH = `<defs>${hatching('hidden', EDGE)}${hatching('hidden-time', HAIR)}</defs>`;
const isHatched = (fill: Fill): fill is 'hidden' | 'hidden-time' =>
  fill === 'hidden' || fill === 'hidden-time';

/** The marks of a chart as one picture without text: fonts are the layout's. */
function marks({ width, height, shapes }: Drawing): string {
  const drawn = shapes.map((shape) => {
    if (shape.kind === 'rect') {
      const { x, y, width: w, height: h, fill } = shape;
      const isFramed = isHatched(fill) ? fill === 'hidden' : FILLS[fill].isFramed;
      const ground = isHatched(fill) ? `url(#${fill})` : FILLS[fill].ground;
      return isFramed
        ? `<rect x="${x + 0.5}" y="${y + 0.5}" width="${Math.max(0.5, w - 1)}" height="${h - 1}" fill="${ground}" stroke="${EDGE}"/>`
        : `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${ground}"/>`;
    }
    if (shape.kind === 'dot')
      return `<circle cx="${shape.x}" cy="${shape.y}" r="5" fill="${FILLS[shape.fill].ground}"/>`;
    const stroke = shape.fill === 'rule' ? HAIR : shape.fill === 'base' ? INK : FILLS[shape.fill].ground;
    const thick = shape.fill === 'rule' || shape.fill === 'base' ? 1 : 3;
    return `<polyline points="${shape.points.map((point) => point.join(',')).join(' ')}" fill="none" stroke="${stroke}" stroke-width="${thick}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${HATCH}${drawn.join('')}</svg>`;
}

const LABEL_BOX = 480;

function labelBox({ x, y, text, sizePx, anchor, isBold, on, isQuiet }: Label): Element {
  const left = anchor === 'start' ? x : anchor === 'middle' ? x - LABEL_BOX / 2 : x - LABEL_BOX;
  const justify = { start: 'flex-start', middle: 'center', end: 'flex-end' }[anchor];
  const word = el(
    'div',
    on !== null && isHatched(on) ? { backgroundColor: PAPER, padding: '0 4px' } : {},
    text,
  );
  return el(
    'div',
    {
      position: 'absolute',
      left,
      top: y - sizePx * 1.1,
      width: LABEL_BOX,
      justifyContent: justify,
      fontSize: sizePx,
      lineHeight: 1.3,
      fontWeight: isBold ? 700 : 400,
      color: on !== null && !isHatched(on) ? FILLS[on].text : isQuiet ? MUTED : INK,
    },
    word,
  );
}

/** A chart in its own px. */
const chart = (drawing: Drawing): Element =>
  el(
    'div',
    { position: 'relative', width: drawing.width, height: drawing.height, flexShrink: 0 },
    el(
      'div',
      { position: 'absolute', left: 0, top: 0 },
      picture(marks(drawing), drawing.width, drawing.height),
    ),
    ...drawing.labels.map(labelBox),
  );

/** Sides of the card, px; the chart of a card is this much narrower than the card, twice. */
export const CARD_PAD = 56;
const TITLE_HEIGHT = 300;

/** Height of an image that holds the whole chart, px. */
export const chartImageHeight = ({ drawing }: Pick<OutcomeCard, 'drawing'>): number =>
  TITLE_HEIGHT + (drawing?.height ?? 0) + 130;

/** Card of published results: the finding, the chart where it fits, the source. Sizes in px. */
export function outcomeCard(card: OutcomeCard, width: number, height: number): Element {
  const room = height - TITLE_HEIGHT - 110;
  const fits = card.drawing !== null && card.drawing.height <= room;
  const titleSize = fits ? 44 : card.title.length > 70 ? 58 : 70;
  return el(
    'div',
    {
      width,
      height,
      flexDirection: 'column',
      backgroundColor: PAPER,
      color: INK,
      fontFamily: 'Be Vietnam Pro',
      boxSizing: 'border-box',
    },
    el(
      'div',
      { height: 22, backgroundColor: TARMAC, alignItems: 'center', gap: 28, overflow: 'hidden' },
      ...Array.from({ length: Math.ceil(width / 72) }, () =>
        el('div', { width: 44, height: 5, backgroundColor: LINE, flexShrink: 0 }),
      ),
    ),
    el(
      'div',
      {
        flexDirection: 'column',
        flex: 1,
        gap: 18,
        padding: `28px ${CARD_PAD}px 0`,
        justifyContent: fits ? 'flex-start' : 'center',
      },
      ...(card.isSample
        ? [
            el(
              'div',
              {
                alignSelf: 'flex-start',
                border: `3px dashed ${INK}`,
                borderRadius: 6,
                padding: '4px 16px',
                fontSize: 24,
                fontWeight: 700,
              },
              'Dữ liệu mẫu. Không phải số liệu của công an.',
            ),
          ]
        : []),
      el('div', { fontSize: titleSize, fontWeight: 700, lineHeight: 1.22 }, card.title),
      ...(card.lead === '' ? [] : [el('div', { fontSize: 26, lineHeight: 1.4 }, card.lead)]),
      ...(fits ? [el('div', { marginTop: 12 }, chart(card.drawing!))] : []),
    ),
    el(
      'div',
      {
        justifyContent: 'space-between',
        alignItems: 'center',
        padding: `14px ${CARD_PAD}px 24px`,
        fontSize: 24,
      },
      el('div', { alignItems: 'center', gap: 14, fontWeight: 700 }, picture(LOGO, 40, 40), card.placeLine),
      el('div', { color: MUTED }, card.sourceLine),
    ),
  );
}
