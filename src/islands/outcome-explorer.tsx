import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import type { Chart } from '#server/outcomes/rules.ts';
import { resultWords } from '#src/lib/result-words.ts';

const words = resultWords.chart;
const OutcomeChart = lazy(() => import('./outcome-chart.tsx'));

type Props = { chart: Chart; title: string; isSample: boolean; children?: ReactNode };

/**
 * The still chart of a view, and in its place one to explore once the reader asks for it. Loaded by the press of its button, so
 * that it opens at once.
 */
export default function OutcomeExplorer({ chart, title, isSample, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => setOpen(true), []);

  return (
    <div className="explore" ref={place}>
      {isOpen ? (
        <Suspense fallback={<p role="status">{words.loading}</p>}>
          <OutcomeChart chart={chart} title={title} isSample={isSample} />
        </Suspense>
      ) : (
        children
      )}
      <p className="no-script no-print actions">
        <button type="button" className="button quiet" onClick={() => setOpen((was) => !was)}>
          {isOpen ? words.back : words.explore}
        </button>
        <span className="source">{isOpen ? '' : words.exploreHint}</span>
      </p>
    </div>
  );
}
