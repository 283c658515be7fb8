import { el, picture, type Element } from './draw.ts';
import { LOGO } from './guide-card.ts';

/** What stands on the image of a quiz result, as text ready to show. No name. */
export type QuizCard = {
  title: string;
  right: number;
  total: number;
  dayLine: string;
  /** Where the quiz is, without scheme. */
  placeLine: string;
  isSample: boolean;
};

const INK = '#14181D';
const PAPER = '#FFFFFF';
const LINE = '#F5B800';
const TARMAC = '#2B3138';
const AHEAD = '#69737D';

/** Card of a result: the score on yellow ground; below it a road whose dashes are the questions. Sizes in px. */
export function quizCard(card: QuizCard, width: number, height: number): Element {
  const isWide = width > height * 1.3;
  const pad = isWide ? 64 : 72;
  const roadHeight = isWide ? 96 : 140;
  const gap = 14;
  const dash = (width - 2 * pad - gap * (card.total - 1)) / card.total;
  const titleSize = (card.title.length > 26 ? 0.8 : 1) * (isWide ? 60 : 72);

  return el(
    'div',
    {
      width,
      height,
      flexDirection: 'column',
      justifyContent: 'space-between',
      backgroundColor: LINE,
      color: INK,
      fontFamily: 'Be Vietnam Pro',
      boxSizing: 'border-box',
    },
    el(
      'div',
      { justifyContent: 'space-between', alignItems: 'center', padding: `${isWide ? 40 : 64}px ${pad}px 0` },
      el(
        'div',
        { alignItems: 'center', gap: 16, fontSize: isWide ? 30 : 36, fontWeight: 700 },
        picture(LOGO, isWide ? 48 : 60, isWide ? 48 : 60),
        'Chung Đường',
      ),
      picture(SHAPES, isWide ? 264 : 300, isWide ? 60 : 68),
    ),
    el(
      'div',
      {
        flexDirection: isWide ? 'row' : 'column',
        alignItems: isWide ? 'center' : 'flex-start',
        gap: isWide ? 56 : 8,
        padding: `0 ${pad}px`,
      },
      el(
        'div',
        {
          fontSize: isWide ? 200 : 300,
          fontWeight: 700,
          lineHeight: 1.1,
          letterSpacing: '-0.03em',
          flexShrink: 0,
        },
        `${card.right}/${card.total}`,
      ),
      el(
        'div',
        { flexDirection: 'column', gap: isWide ? 8 : 12, flex: isWide ? 1 : 'none' },
        el('div', { fontSize: isWide ? 34 : 42 }, 'câu trả lời đúng'),
        el('div', { fontSize: titleSize, fontWeight: 700, lineHeight: 1.22 }, card.title),
        el('div', { fontSize: isWide ? 28 : 36 }, card.dayLine),
      ),
    ),
    el(
      'div',
      { flexDirection: 'column' },
      el(
        'div',
        { height: roadHeight, backgroundColor: TARMAC, alignItems: 'center', padding: `0 ${pad}px`, gap },
        ...Array.from({ length: card.total }, (_, index) =>
          el('div', {
            width: dash,
            height: isWide ? 18 : 24,
            backgroundColor: index < card.right ? LINE : AHEAD,
            flexShrink: 0,
          }),
        ),
      ),
      el(
        'div',
        {
          backgroundColor: PAPER,
          justifyContent: 'space-between',
          padding: `${isWide ? 20 : 30}px ${pad}px ${isWide ? 24 : 36}px`,
          fontSize: isWide ? 26 : 32,
        },
        el('div', { fontWeight: 700 }, card.placeLine),
        el('div', {}, card.isSample ? 'Bản chạy thử' : 'Không lưu tên người làm'),
      ),
    ),
  );
}

/** The four shapes of options, without letters. */
const SHAPES = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 194 44"><path d="M22 4L41 38H3Z" fill="#fff" stroke="#14181D" stroke-width="4" stroke-linejoin="round"/><circle cx="72" cy="22" r="19" fill="#0A4DA2"/><rect x="104" y="4" width="36" height="36" rx="3" fill="#14181D"/><path d="M164 3.5h16L190.500 14v16L180 40.500H164L153.500 30V14Z" fill="#fff" stroke="#14181D" stroke-width="3.5" stroke-linejoin="round"/></svg>`;
