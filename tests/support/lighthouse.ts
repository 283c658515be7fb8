/**
 * Measures pages with Lighthouse as a phone on slow 4G (its own simulation) and prints one JSON object per line and figure.
 * `node tests/support/lighthouse.ts <baseUrl> <path>…`; exit code 1 when a category of a page stays under its goal.
 */
import { createServer } from 'node:net';
import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { chromiumLaunch } from './chromium.ts';

const GOAL = 99;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const AUDITS = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
  'speed-index',
  'total-byte-weight',
] as const;

/** `baseline` is what the figure is compared with, `ratio` = value ÷ baseline; `null` where nothing is claimed. */
interface Figure {
  figure: string;
  value: number;
  unit: string;
  baseline: number | null;
  ratio: number | null;
  goal: number | null;
  holds: boolean | null;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}

/**
 * Category scores (0–100, goal 99, compared with the full score) and the figures behind them (no goal).
 *
 * @throws when the page does not load or Lighthouse reports an error of its own
 */
async function measure(url: string, path: string, port: number): Promise<Figure[]> {
  const result = await lighthouse(url, {
    port,
    output: 'json',
    logLevel: 'error',
    onlyCategories: [...CATEGORIES],
  });
  if (result === undefined) throw new Error(`Lighthouse gave no result for ${url}`);
  const { lhr } = result;
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  const scores = CATEGORIES.map((category): Figure => {
    const value = Math.round((lhr.categories[category]?.score ?? 0) * 100);
    return {
      figure: `${category} ${path}`,
      value,
      unit: 'score',
      baseline: 100,
      ratio: value / 100,
      goal: GOAL,
      holds: value >= GOAL,
    };
  });
  for (const category of CATEGORIES) {
    const failed = (lhr.categories[category]?.auditRefs ?? [])
      .map(({ id, weight }) => ({ audit: lhr.audits[id], weight }))
      .filter(
        ({ audit, weight }) => weight > 0 && audit !== undefined && audit.score !== null && audit.score < 0.9,
      );
    for (const { audit } of failed)
      console.error(`${path} ${category}: ${audit?.title} ${audit?.displayValue ?? ''}`);
  }
  const details = AUDITS.flatMap((id): Figure[] => {
    const audit = lhr.audits[id];
    if (audit?.numericValue === undefined) return [];
    const unit = audit.numericUnit === 'millisecond' ? 'ms' : audit.numericUnit === 'byte' ? 'B' : '1';
    const value =
      unit === '1' ? Math.round(audit.numericValue * 1000) / 1000 : Math.round(audit.numericValue);
    return [{ figure: `${id} ${path}`, value, unit, baseline: null, ratio: null, goal: null, holds: null }];
  });
  return [...scores, ...details];
}

async function main(baseUrl: string, paths: string[]): Promise<void> {
  const port = await freePort();
  const launch = await chromiumLaunch();
  const browser = await chromium.launch({
    ...launch,
    args: [...launch.args, `--remote-debugging-port=${port}`],
  });
  try {
    for (const path of paths) {
      // One after the other: pages measured at once slow each other down.
      const figures = await measure(new URL(path, baseUrl).href, path, port);
      for (const figure of figures) console.log(JSON.stringify(figure));
      if (figures.some(({ holds }) => holds === false)) process.exitCode = 1;
    }
  } finally {
    await browser.close();
  }
}

const [baseUrl, ...paths] = process.argv.slice(2);
if (baseUrl === undefined || paths.length === 0) {
  console.error('Usage: node tests/support/lighthouse.ts <baseUrl> <path>…');
  process.exitCode = 2;
} else {
  await main(baseUrl, paths);
}
