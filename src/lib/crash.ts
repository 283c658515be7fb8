import { getEntry } from 'astro:content';
import type { CrashTargets } from '#content/schema.ts';
import type { CrashFigures } from '#server/crash/service.ts';
import {
  CRASH_SPANS,
  measureChange,
  monthsUpTo,
  type CrashSpan,
  type MeasureChange,
  type Months,
} from '#server/crash/rules.ts';
import { CRASH_MEASURES, type CrashMeasure } from '#server/outcomes/rules.ts';
import { readMovement, titleOf } from './movements.ts';

/** What the movements ask for. @throws Error when the file is not there: the build would have failed */
export async function readTargets(): Promise<CrashTargets> {
  const entry = await getEntry('crashTargets', 'targets');
  if (!entry) throw new Error('no crash targets');
  return entry.data;
}

/** A plan that states a goal, with the clause and the line that say so. */
export type GoalSource = { plan: string; path: string; clause: string; textVi: string };

/** The plans behind the goals, each line once. */
export async function goalSources({ measures }: CrashTargets): Promise<GoalSource[]> {
  const lines = new Map(
    measures.flatMap(({ sources }) =>
      sources.map((source) => [`${source.movement} ${source.target}`, source] as const),
    ),
  );
  return Promise.all(
    [...lines.values()].map(async ({ movement: slug, target }) => {
      const movement = await readMovement(slug);
      const line = movement?.data.targets.find(({ id }) => id === target);
      if (!movement || !line) throw new Error(`no target ${slug} ${target}`);
      return {
        plan: titleOf(movement).plan,
        path: `/phong-trao/${slug}/`,
        clause: line.clause,
        textVi: line.textVi,
      };
    }),
  );
}

/** One span set against the same months a year before; null where months are missing. */
export type SpanView = {
  span: CrashSpan;
  months: Months;
  rows: { measure: CrashMeasure; change: MeasureChange | null }[];
};

/** Both spans up to the newest month that was published. */
export function spanViews({ months }: Pick<CrashFigures, 'months'>, { measures }: CrashTargets): SpanView[] {
  const last = months.at(-1)!.month;
  return CRASH_SPANS.map((span) => {
    const own = monthsUpTo(last, span);
    return {
      span,
      months: own,
      rows: CRASH_MEASURES.map((measure) => {
        const goal = measures.find((target) => target.measure === measure)?.changePct ?? null;
        return { measure, change: measureChange(months, measure, own, goal) };
      }),
    };
  });
}

/** `2026-09` → `9/2026` */
export const shortMonth = (month: string): string => `${Number(month.slice(5))}/${month.slice(0, 4)}`;
