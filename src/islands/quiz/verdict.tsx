import type { Verdict as Worth } from '#server/quiz/rules.ts';

const DRAWN: Record<Worth, string> = {
  right: 'M2 9.5l5 5L16 4',
  partly: 'M3 9h12',
  wrong: 'M3 3l12 12M15 3L3 15',
};

/** A tick, a bar or a cross; a word always stands beside it. */
export function Verdict({ worth }: { worth: Worth }) {
  return (
    <svg className={`quiz-verdict ${worth}`} width="20" height="20" viewBox="0 0 18 18" aria-hidden="true">
      <path d={DRAWN[worth]} />
    </svg>
  );
}
