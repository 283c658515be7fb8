/*
 * npm run bench:cache [-- <seconds per run>]: throughput of a kept page against compressing each response. The client
 * runs in a process of its own and asks as a browser does; the runs take turns. The first baseline compresses every
 * response into the very bytes the cache keeps (brotli, quality 9); the second one, for comparison, with gzip's default.
 * Prints one JSON line per figure; exit code 1 when the goal is missed.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { parse } from 'yaml';
import { Scene } from '#content/schema.ts';
import { answer, PageCache } from '#server/cache.ts';
import { renderScene } from '#server/scene/rules.ts';

const GOAL = 50;
const ROUNDS = 3;
const SECONDS = process.argv[2] ?? '2';

/** Real text and real drawings, about as much as a guide page holds. */
const guide = readFileSync('content/guides/di-nguoc-chieu.md', 'utf8');
const drawings = ['wrong-way-violation', 'wrong-way-lawful', 'home-hero'].map((id) =>
  renderScene(Scene.parse(parse(readFileSync(`content/scenes/${id}.yaml`, 'utf8'))), { idPrefix: id }),
);
const body = Buffer.from(`${guide}${drawings.join('')}`.padEnd(52_000, guide));

const cache = new PageCache();
const kept: RequestListener = (req, res) => {
  void cache
    .get('/page/', 60_000, async () => ({
      status: 200,
      headers: { 'content-type': 'text/html' },
      body,
      tags: ['page'],
    }))
    .then((page) => {
      const {
        status,
        headers,
        body: bytes,
      } = answer(page, { acceptEncoding: req.headers['accept-encoding'], ifNoneMatch: undefined });
      res.writeHead(status, headers).end(bytes);
    });
};
const eachBrotli: RequestListener = (_req, res) =>
  brotliCompress(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }, (_error, bytes) => {
    res.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'br' }).end(bytes);
  });
const eachGzip: RequestListener = (_req, res) =>
  gzip(body, (_error, bytes) => {
    res.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(bytes);
  });

const client = createRequire(import.meta.url).resolve('autocannon');

async function perSecond(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/page/`;
  const output = await new Promise<string>((done, fail) => {
    const run = spawn(process.execPath, [
      client,
      '-c',
      '20',
      '-d',
      SECONDS,
      '-j',
      '-n',
      '-H',
      'accept-encoding: gzip, deflate, br',
      url,
    ]);
    let text = '';
    run.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    run.on('error', fail);
    run.on('close', () => done(text));
  });
  await new Promise((closed) => server.close(closed));
  return (JSON.parse(output) as { requests: { average: number } }).requests.average;
}

type Round = { kept: number; brotli: number; gzip: number };
const rounds: Round[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  rounds.push({
    brotli: await perSecond(eachBrotli),
    kept: await perSecond(kept),
    gzip: await perSecond(eachGzip),
  });
}

function report(baseline: 'brotli' | 'gzip', goal: number | null): boolean {
  const middle = rounds.toSorted((a, b) => a.kept / a[baseline] - b.kept / b[baseline])[
    Math.floor(ROUNDS / 2)
  ]!;
  const ratio = middle.kept / middle[baseline];
  const holds = goal === null || ratio >= goal;
  console.log(
    JSON.stringify({
      figure: `kept page against ${baseline} for each response`,
      value: middle.kept,
      unit: '1/s',
      baseline: middle[baseline],
      ratio: Number(ratio.toFixed(1)),
      goal: goal === null ? null : `≥ ${goal}`,
      holds,
    }),
  );
  return holds;
}
const holds = report('brotli', GOAL);
report('gzip', null);
process.exitCode = holds ? 0 : 1;
