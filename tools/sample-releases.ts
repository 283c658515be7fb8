/*
 * `npm run sample:releases`: prepares the releases of the sample province with the real engine and keeps them in
 * prisma/sample/. To be run again whenever the engine, the declared tables or the sample change.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { OutcomeBehaviours } from '#content/schema.ts';
import { CONTENT_DIR, readFile } from '#server/content/service.ts';
import { openSolver } from '#server/disclosure/solver.ts';
import { SAMPLE_FILE } from '#server/outcomes/release/sample.ts';
import { makeSampleRelease, samplePlan, type SampleRelease } from '#server/outcomes/release/sample-source.ts';
import { groupsOf } from '#server/outcomes/release/source.ts';

const solve = await openSolver();
const groups = groupsOf(readFile(join(CONTENT_DIR, 'outcomes', 'behaviours.yaml'), OutcomeBehaviours));
const releases: SampleRelease[] = [];
for (const { month, isCorrection } of samplePlan()) {
  const release = makeSampleRelease(releases, groups, solve);
  releases.push(release);
  const { cells, hidden, primary } = release.report.audit;
  console.log(`${month}${isCorrection ? ' (đính chính)' : ''}: ${cells} ô, ẩn ${hidden}, vì nhỏ ${primary}`);
}
const text = Buffer.from(JSON.stringify(releases));
const options = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
};
writeFileSync(SAMPLE_FILE, brotliCompressSync(text, options));
