import { el, picture, type Element } from './draw.ts';

/** What stands on the share image of a guide, as text ready to show. */
export type GuideCard = {
  title: string;
  /** `Đây là vi phạm.` or when it is one. */
  verdict: string;
  /** Up to three: who, what it costs, points. */
  costs: { who: string; fine: string; points: string }[];
  lawLine: string;
  checkedLine: string;
  issuer: string;
  isSample: boolean;
  /** SVG of the scene, 4:3. */
  scene: string;
};

const INK = '#14181D';
const PAPER = '#FFFFFF';
const LINE = '#F5B800';
const MUTED = '#4A535C';
const STOP = '#B5121B';

const SCENE_RATIO = 3 / 4;

/** Card of a guide: title and costs on the left (or above), the scene on the right (or below). Sizes in px. */
export function guideCard(card: GuideCard, width: number, height: number): Element {
  const isWide = width > height * 1.3;
  const pad = isWide ? 48 : 56;
  // Long offences take more lines; the picture gives way.
  const isLong = card.costs.reduce((sum, { who, points }) => sum + who.length + points.length, 0) > 150;
  const sceneWidth = isWide ? 520 : isLong ? 490 : 592;
  const sceneHeight = sceneWidth * SCENE_RATIO;
  const titleSize = card.title.length > 26 ? (isWide ? 46 : 60) : isWide ? 58 : 76;

  const words = el(
    'div',
    { flexDirection: 'column', flex: 1, gap: isWide ? 18 : 20 },
    el(
      'div',
      { fontSize: titleSize, fontWeight: 700, lineHeight: 1.2, letterSpacing: '-0.01em' },
      card.title,
    ),
    el(
      'div',
      { alignItems: 'center', gap: 12, fontSize: isWide ? 24 : 28, fontWeight: 700, color: STOP },
      el(
        'div',
        {
          width: 34,
          height: 34,
          flexShrink: 0,
          borderRadius: 17,
          backgroundColor: STOP,
          color: PAPER,
          alignItems: 'center',
          justifyContent: 'center',
        },
        picture(CROSS, 18, 18),
      ),
      card.verdict,
    ),
    el(
      'div',
      { flexDirection: 'column', gap: isWide ? 10 : 12 },
      ...card.costs.map(({ who, fine, points }) =>
        el(
          'div',
          { flexDirection: 'column', borderLeft: `6px solid ${INK}`, paddingLeft: 14 },
          el('div', { fontSize: isWide ? 20 : 24 }, points ? `${who} · ${points}` : who),
          el('div', { fontSize: isWide ? 28 : 34, fontWeight: 700, lineHeight: 1.25 }, fine),
        ),
      ),
    ),
  );
  const scene = el(
    'div',
    {
      width: sceneWidth,
      height: sceneHeight,
      alignSelf: isWide ? 'flex-start' : 'center',
      flexShrink: 0,
      overflow: 'hidden',
      border: `3px solid ${INK}`,
      borderRadius: 12,
      alignItems: 'center',
      justifyContent: 'center',
      backgroundColor: '#2B3138',
    },
    picture(card.scene, sceneWidth, sceneWidth * SCENE_RATIO),
  );

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
      { height: 22, backgroundColor: '#2B3138', alignItems: 'center', gap: 28, overflow: 'hidden' },
      ...Array.from({ length: Math.ceil(width / 72) }, () =>
        el('div', { width: 44, height: 5, backgroundColor: LINE, flexShrink: 0 }),
      ),
    ),
    el(
      'div',
      {
        flex: 1,
        flexDirection: isWide ? 'row' : 'column',
        gap: isWide ? 36 : 28,
        padding: `${isWide ? 36 : 48}px ${pad}px 0`,
      },
      words,
      scene,
    ),
    el(
      'div',
      {
        margin: `20px ${pad}px 0`,
        borderTop: `2px solid ${INK}`,
        padding: '14px 0 24px',
        justifyContent: 'space-between',
        alignItems: 'center',
        fontSize: isWide ? 18 : 21,
        color: MUTED,
      },
      el('div', { flexDirection: 'column' }, el('div', {}, card.lawLine), el('div', {}, card.checkedLine)),
      el(
        'div',
        { alignItems: 'center', gap: 12, color: INK, fontWeight: 700 },
        picture(LOGO, 40, 40),
        el(
          'div',
          { flexDirection: 'column' },
          el('div', {}, 'Chung Đường'),
          el(
            'div',
            { fontWeight: 400, fontSize: isWide ? 16 : 18 },
            card.isSample ? 'Bản chạy thử' : card.issuer,
          ),
        ),
      ),
    ),
  );
}

const CROSS = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 18 18"><path d="M3 3l12 12M15 3L3 15" stroke="#fff" stroke-width="3.4" stroke-linecap="round"/></svg>`;
/** The mark of the site, 40 by 40. */
export const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="8" fill="#14181D"/><path d="M9 0v40M31 0v40" stroke="#fff" stroke-width="3"/><path d="M20 3v8M20 16v8M20 29v8" stroke="#F5B800" stroke-width="4"/></svg>`;
