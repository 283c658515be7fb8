/*
 * npm run bench:paper [-- <folder>]: a set of 40 questions in 24 forms as PDF, from the kept set to the bytes of all three
 * files. With a folder the files are written there. Prints one JSON line per figure; exit code 1 when the goal is missed.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawPaper } from '#server/paper/http.ts';
import { createPaper, readContent } from '#server/paper/service.ts';
import { MAX_FORMS, MAX_QUESTIONS, PAPER_FILES } from '#server/paper/rules.ts';
import { renderScene } from '#server/scene/rules.ts';
import { openTestApp } from '#tests/support/app.ts';
import { scenes } from '#tests/support/content.ts';

const GOAL_SECONDS = 10;
const [folder] = process.argv.slice(2);

const app = await openTestApp();
const ctx = app.context();
const screen = {
  titleOf: () => Promise.resolve('Tổng hợp luật giao thông'),
  drawScene: (id: string) => {
    const scene = scenes.get(id);
    return Promise.resolve(scene ? renderScene(scene, { idPrefix: 'hinh', isQuestion: true }) : null);
  },
};

let seconds = 0;
let longestMs = 0;
let lastAt = performance.now();
const watch = setInterval(() => {
  longestMs = Math.max(longestMs, performance.now() - lastAt);
  lastAt = performance.now();
}, 1);
for (const size of folder === undefined ? (['A4'] as const) : (['A5', 'A4'] as const)) {
  const made = await createPaper(ctx, {
    ...{ set: 'tong-hop', size, forms: MAX_FORMS, questions: MAX_QUESTIONS },
  });
  [seconds, longestMs, lastAt] = [0, 0, performance.now()];
  for (const file of PAPER_FILES) {
    const begun = performance.now();
    const pdf = await drawPaper(await readContent(ctx, made), file, app.env.siteUrl, screen);
    seconds += (performance.now() - begun) / 1000;
    if (folder === undefined) continue;
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${file}-${size}.pdf`), pdf);
  }
}
clearInterval(watch);
const print = (figure: string, value: number, unit: string, goal: string | null, holds: boolean | null) =>
  console.log(JSON.stringify({ figure, value, unit, baseline: null, ratio: null, goal, holds }));
const holds = seconds < GOAL_SECONDS;
print(
  `${MAX_FORMS} forms of ${MAX_QUESTIONS} questions, sheets, answer sheets and key as PDF`,
  Number(seconds.toFixed(1)),
  's',
  `< ${GOAL_SECONDS}`,
  holds,
);
print('longest time that others wait meanwhile', Math.round(longestMs), 'ms', null, null);
await app.close();
process.exitCode = holds ? 0 : 1;
