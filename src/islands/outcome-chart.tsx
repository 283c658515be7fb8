import { useEffect, useId, useRef, useState } from 'react';
import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import {
  countOf,
  HIDDEN_WORD,
  shownCount,
  shownFigure,
  type Chart,
  type Figure,
  type Tone,
} from '#server/outcomes/rules.ts';
import { resultWords } from '#src/lib/result-words.ts';

const words = resultWords.chart;
const FILLS: Record<Tone, string> = {
  received: 'var(--edge)',
  'enough-basis': 'var(--sign)',
  handled: 'var(--ink)',
  'in-process': 'var(--sign)',
  refused: 'var(--hair)',
  pending: 'var(--paper)',
};
const DASHES: Partial<Record<Tone, string>> = { 'enough-basis': '9 4' };
const NAME_WIDTH = 128;

/** A row as the library reads it: figures by the name of their series; `hidden`: what is left of the total. */
type Row = { name: string } & Record<string, number | string | null>;
type Series = { key: string; name: string; tone: Tone };

/** A name that says itself when its figure is hidden: it has no bar. */
const named = (name: string, figure: Figure): string =>
  figure === 'hidden' ? `${name} (${HIDDEN_WORD})` : name;
/** Names in the legend have the colour of text, not of what they stand for. */
const legendWord = (name: string) => <span className="legend-word">{name}</span>;

/** What stands over the place that is looked at. Hidden figures are said to be hidden. */
function Reading({ name, entries }: { name: string; entries: readonly (readonly [string, string])[] }) {
  return (
    <div className="note" role="status">
      <strong>{name}</strong>
      {entries.map(([label, value]) => (
        <div key={label}>
          {label}: {value}
        </div>
      ))}
    </div>
  );
}

type Read = (name: string) => readonly (readonly [string, string])[];
type TipProps = { active?: boolean; label?: string | number; read: Read };
function Tip({ active, label, read }: TipProps) {
  if (!active || label === undefined) return null;
  return <Reading name={String(label)} entries={read(String(label))} />;
}

function Bars({ rows, series, read }: { rows: Row[]; series: readonly Series[]; read: Read }) {
  const hatch = useId().replaceAll(':', '');
  return (
    <ResponsiveContainer width="100%" height={Math.max(260, rows.length * 44 + 100)}>
      <BarChart
        data={rows}
        layout="vertical"
        margin={{ left: 0, right: 24, top: 8, bottom: 8 }}
        accessibilityLayer
      >
        <defs>
          <pattern
            id={hatch}
            width="7"
            height="7"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="7" height="7" fill="var(--paper)" />
            <rect width="2.5" height="7" fill="var(--edge)" />
          </pattern>
        </defs>
        <CartesianGrid horizontal={false} stroke="var(--hair)" />
        <XAxis
          type="number"
          tickFormatter={shownCount}
          stroke="var(--ink)"
          tick={{ fontSize: 14, fill: 'var(--ink)' }}
        />
        <YAxis
          type="category"
          dataKey="name"
          width={NAME_WIDTH}
          stroke="var(--ink)"
          tick={{ fontSize: 13, fill: 'var(--ink)' }}
        />
        <Tooltip content={<Tip read={read} />} cursor={{ fill: 'var(--mist)' }} isAnimationActive={false} />
        {series.length > 1 && <Legend formatter={legendWord} />}
        {series.map(({ key, name, tone }) => (
          <Bar
            key={key}
            dataKey={key}
            name={name}
            stackId="all"
            fill={FILLS[tone]}
            stroke="var(--edge)"
            isAnimationActive={false}
          />
        ))}
        <Bar
          dataKey="hidden"
          name={HIDDEN_WORD}
          stackId="all"
          fill={`url(#${hatch})`}
          stroke="var(--edge)"
          isAnimationActive={false}
          legendType="none"
        />
      </BarChart>
    </ResponsiveContainer>
  );
}

function barsOf(chart: Extract<Chart, { kind: 'bars' }>) {
  const rows = chart.bars.map((bar): Row => {
    const known = bar.parts.reduce((sum, { figure }) => sum + (countOf(figure) ?? 0), 0);
    const isHidden = bar.parts.some(({ figure }) => figure === 'hidden');
    return {
      name: named(bar.nameVi, bar.total),
      ...Object.fromEntries(bar.parts.map(({ tone, figure }) => [tone, countOf(figure)])),
      hidden: isHidden && typeof bar.total === 'number' ? Math.max(0, bar.total - known) : 0,
    };
  });
  const series = chart.legend.map(({ tone, nameVi }) => ({ key: tone, name: nameVi, tone }));
  const read: Read = (name) => {
    const bar = chart.bars.find((one) => named(one.nameVi, one.total) === name);
    if (!bar) return [];
    const parts = bar.parts.map(
      ({ tone, figure }) =>
        [chart.legend.find((entry) => entry.tone === tone)?.nameVi ?? '', shownFigure(figure)] as const,
    );
    return parts.length > 1 ? [['Đã nhận', shownFigure(bar.total)], ...parts] : parts;
  };
  return { rows, series, read };
}

function HeatBars({ chart }: { chart: Extract<Chart, { kind: 'heat' }> }) {
  const [at, setAt] = useState(0);
  const id = useId();
  const row = chart.rows[at]!;
  const names = chart.columns.map((name, column) => named(name, row.figures[column]!));
  const rows = names.map((name, column): Row => ({ name, value: countOf(row.figures[column]!), hidden: 0 }));
  const read: Read = (name) => [[row.nameVi, shownFigure(row.figures[names.indexOf(name)]!)]];
  return (
    <>
      <p className="field">
        <label htmlFor={id}>{words.group}</label>
        <select id={id} value={at} onChange={(event) => setAt(Number(event.currentTarget.value))}>
          {chart.rows.map(({ nameVi }, index) => (
            <option key={nameVi} value={index}>
              {nameVi}
            </option>
          ))}
        </select>
      </p>
      <Bars rows={rows} series={[{ key: 'value', name: row.nameVi, tone: 'handled' }]} read={read} />
    </>
  );
}

function Lines({ chart }: { chart: Extract<Chart, { kind: 'lines' }> }) {
  const rows = chart.points.map((name, index): Row => ({
    name,
    ...Object.fromEntries(chart.lines.map(({ tone, figures }) => [tone, countOf(figures[index]!)])),
  }));
  const read: Read = (name) =>
    chart.lines.map(
      ({ nameVi, figures }) => [nameVi, shownFigure(figures[chart.points.indexOf(name)]!)] as const,
    );
  return (
    <ResponsiveContainer width="100%" height={340}>
      <LineChart data={rows} margin={{ left: 8, right: 24, top: 8, bottom: 8 }} accessibilityLayer>
        <CartesianGrid vertical={false} stroke="var(--hair)" />
        <XAxis
          dataKey="name"
          stroke="var(--ink)"
          tick={{ fontSize: 14, fill: 'var(--ink)' }}
          minTickGap={24}
        />
        <YAxis tickFormatter={shownCount} stroke="var(--ink)" tick={{ fontSize: 14, fill: 'var(--ink)' }} />
        <Tooltip content={<Tip read={read} />} isAnimationActive={false} />
        <Legend formatter={legendWord} />
        {chart.lines.map(({ tone, nameVi }) => (
          <Line
            key={tone}
            dataKey={tone}
            name={nameVi}
            stroke={tone === 'enough-basis' ? 'var(--link)' : FILLS[tone]}
            strokeWidth={3}
            strokeDasharray={DASHES[tone] ?? ''}
            dot={false}
            connectNulls={false}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}

/** A chart to explore: pointer, touch or arrow keys read it place by place. */
export default function OutcomeChart({
  chart,
  title,
  isSample,
}: {
  chart: Chart;
  title: string;
  isSample: boolean;
}) {
  const place = useRef<HTMLDivElement>(null);
  // The button that asked for it stands below: who uses the keyboard is taken to the chart.
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} role="group" aria-label={title} className="chart-frame" data-explored>
      <p className="source">{words.keys}</p>
      {isSample && (
        <p>
          <span className="sample">{words.sample}</span>
        </p>
      )}
      {chart.kind === 'bars' ? (
        <Bars {...barsOf(chart)} />
      ) : chart.kind === 'heat' ? (
        <HeatBars chart={chart} />
      ) : (
        <Lines chart={chart} />
      )}
    </div>
  );
}
