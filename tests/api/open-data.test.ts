import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createContext, type Context } from '#server/context.ts';
import { respondWithKeys } from '#server/keys/http.ts';
import type { BuiltPackage } from '#server/package/build.ts';
import {
  respondWithBulletinFeed,
  respondWithCatalogue,
  respondWithChain,
  respondWithReleaseFeed,
  respondWithReleaseFile,
} from '#server/package/http.ts';
import { readChainFile, readKeysFile, verifyPackage } from '#server/package/rules.ts';
import { createCaller } from '#server/router.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { DcatCatalog, JsonFeed } from '#tests/support/catalogue-schemas.ts';
import { plainContents } from '#tests/support/outcome-contents.ts';
import { archived, keepRelease, TOOLS } from '#tests/support/packages.ts';

const NOW = new Date('2026-11-21T05:00:00Z');
const [first, second, third] = plainContents(3);
const NOTE = 'Số của một xã bị đếm hai lần.';
const corrected = { ...second!, number: 4, corrects: 2, correctionVi: NOTE, madeOn: '2026-10-20' };
const folder = mkdtempSync(join(tmpdir(), 'packages-'));

let app: TestApp;
let built: BuiltPackage[];
beforeAll(async () => {
  app = await openTestApp(NOW);
  built = [];
  for (const [content, liveAt] of [
    [first!, '2026-08-01T01:00:00Z'],
    [second!, '2026-09-01T01:00:00Z'],
    [third!, '2026-10-01T01:00:00Z'],
    [corrected, '2026-10-20T01:00:00Z'],
    [{ ...third!, number: 5, corrects: null }, '2026-12-01T01:00:00Z'],
  ] as const)
    built.push(await keepRelease(app, content, new Date(liveAt)));
  await app.services.db.prisma.release.update({
    where: { number: 1 },
    data: { withdrawnAt: new Date('2026-11-01T01:00:00Z'), withdrawnReason: 'Nơi gửi rút lại số liệu.' },
  });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

/** As a page is asked for at another minute. */
const at = (instant: string): Context => createContext({ ...app.services, now: () => new Date(instant) });
const textOf = async (response: Promise<Response> | Response): Promise<string> => (await response).text();
const ZIP = 'du-lieu-mau-chung-duong-3.zip';

test('readers see what is live, newest first, with corrections and withdrawals, and nothing private', async () => {
  const caller = createCaller(app.context());
  const list = await caller.package.list();
  expect(list.map(({ number }) => number)).toEqual([4, 3, 2, 1]);
  const [four, , two, one] = list;
  expect([four!.corrects, four!.correctionVi, two!.correctedBy?.number]).toEqual([2, NOTE, 4]);
  expect(one!.withdrawn).toMatchObject({ on: '2026-11-01', reasonVi: 'Nơi gửi rút lại số liệu.' });
  const view = await caller.package.read({ number: 3 });
  expect(view.content).toEqual(third);
  expect(view.files.map(({ name }) => name).sort()).toEqual(Object.keys(unzipSync(built[2]!.bytes)).sort());
  expect(JSON.stringify([list, view])).not.toContain('PRIVATE');
});

test('a release that is not live yet is unknown everywhere, until its minute', async () => {
  const caller = createCaller(app.context());
  await expect(caller.package.read({ number: 5 })).rejects.toThrow('Không có bản phát hành này.');
  const before = at('2026-12-01T00:59:59Z');
  expect((await respondWithReleaseFile(before, '5', 'content.json')).status).toBe(404);
  for (const text of [
    await textOf(respondWithChain(before)),
    await textOf(respondWithCatalogue(before)),
    await textOf(respondWithReleaseFeed(before, 'rss')),
  ])
    expect(text).not.toMatch(/phat-hanh\/5\/|"number": 5/);
  const after = at('2026-12-01T01:00:00Z');
  expect((await respondWithReleaseFile(after, '5', 'content.json')).status).toBe(200);
  expect(await textOf(respondWithChain(after))).toContain('"number": 5');
});

test('the package and each file in it stand at addresses of their own and never change', async () => {
  const zip = await respondWithReleaseFile(app.context(), '3', ZIP);
  // It never changes but may be withdrawn: nobody on the way gives out a copy without asking.
  expect(zip.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
  expect(zip.headers.get('content-type')).toBe('application/zip');
  expect(zip.headers.get('x-cache-tags')).toBe('releases');
  const bytes = new Uint8Array(await zip.arrayBuffer());
  expect(Buffer.compare(bytes, built[2]!.bytes)).toBe(0);
  for (const [name, held] of Object.entries(unzipSync(bytes))) {
    const response = await respondWithReleaseFile(app.context(), '3', name);
    expect(Buffer.compare(Buffer.from(await response.arrayBuffer()), held), name).toBe(0);
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
  }
  for (const [number, name] of [
    ['3', 'khong-co.csv'],
    ['3', 'chung-duong-3.zip'],
    ['3', '../3/content.json'],
    ['03', 'content.json'],
    ['9', 'content.json'],
    ['0', 'content.json'],
    ['x', 'content.json'],
    ['9999999999', 'content.json'],
  ])
    expect((await respondWithReleaseFile(app.context(), number!, name!)).status, `${number} ${name}`).toBe(
      404,
    );
});

test('a withdrawn release is gone, with its reason, and stays in the chain', async () => {
  const response = await respondWithReleaseFile(app.context(), '1', 'content.json');
  expect(response.status).toBe(410);
  expect(await response.text()).toContain('01/11/2026. Nơi gửi rút lại số liệu.');
  const view = await createCaller(app.context()).package.read({ number: 1 });
  expect([view.content, view.files]).toEqual([null, []]);
  const before = at('2026-11-01T00:59:59Z');
  expect((await respondWithReleaseFile(before, '1', 'content.json')).status).toBe(200);
  const chain = readChainFile(await textOf(respondWithChain(app.context())))!;
  expect(chain.map(({ number, withdrawnOn }) => [number, withdrawnOn])).toEqual([
    [1, '2026-11-01'],
    [2, null],
    [3, null],
    [4, null],
  ]);
});

test('what was downloaded verifies with the keys and the chain that the site publishes', async () => {
  const known = {
    keys: readKeysFile(await respondWithKeys(app.context()).text()),
    chain: readChainFile(await textOf(respondWithChain(app.context()))),
  };
  for (const { bytes } of built.slice(0, 4))
    expect(await verifyPackage(bytes, known, TOOLS)).toMatchObject({ verdict: 'genuine', doubts: [] });
  expect((await verifyPackage(built[1]!.bytes, known, TOOLS)).standing?.correctedBy).toBe(4);
  // Live tomorrow: the signature is right, the public list does not know it.
  expect((await verifyPackage(built[4]!.bytes, known, TOOLS)).doubts).toEqual(['newer-than-chain']);
});

test('the catalogue lists every release that can be downloaded', async () => {
  const catalogue = DcatCatalog.parse(await (await respondWithCatalogue(app.context())).json());
  const [, ...datasets] = catalogue['dcat:dataset'];
  expect(datasets.map((dataset) => dataset['dct:identifier'])).toEqual(
    [4, 3, 2].map((number) => `chung-duong-${number}`),
  );
  for (const distribution of datasets.flatMap((dataset) => dataset['dcat:distribution'])) {
    const [, number, name] = /phat-hanh\/(\d+)\/(.+)$/.exec(distribution['dcat:downloadURL']['@id'])!;
    expect((await respondWithReleaseFile(app.context(), number!, name!)).status, name).toBe(200);
  }
});

test('each feed reads back, tells corrections and withdrawals in the entry they are about, and keeps its ids', async () => {
  const read = (format: string) => textOf(respondWithReleaseFeed(app.context(), format));
  const rss = parseRssFeed(await read('rss'));
  const atom = parseAtomFeed(await read('atom'));
  const json = JsonFeed.parse(JSON.parse(await read('json')));
  const url = (number: number): string => `${app.env.siteUrl}/du-lieu/phat-hanh/${number}/`;
  const ids = [4, 3, 2, 1].map(url);
  expect(rss.items?.map(({ guid }) => guid?.value)).toEqual(ids);
  expect(atom.entries?.map(({ id }) => id)).toEqual(ids);
  expect(json.items.map(({ id }) => id)).toEqual(ids);
  expect(parseJsonFeed(await read('json')).items).toHaveLength(4);

  const [, , two, one] = json.items;
  expect(two!.content_text).toContain('Đã được thay bằng số 4.');
  expect([two!.date_published, two!.date_modified]).toEqual([
    '2026-09-01T01:00:00.000Z',
    '2026-10-20T01:00:00.000Z',
  ]);
  expect(one!.title).toContain('Đã rút');
  expect(one!['attachments']).toBeUndefined();
  expect(atom.entries![2]!.updated).toBe('2026-10-20T01:00:00.000Z');
  expect(atom.updated).toBe('2026-11-01T01:00:00.000Z');
  expect(rss.items![1]!.enclosures![0]).toMatchObject({ url: url(3) + ZIP, length: built[2]!.bytes.length });
  for (const { title } of json.items) expect(title).toContain('Dữ liệu mẫu');
  expect((await respondWithReleaseFeed(app.context(), 'xml')).status).toBe(404);
  expect((await respondWithReleaseFeed(app.context(), 'constructor')).status).toBe(404);
});

test('the feed of bulletins reads back in every format, empty too', async () => {
  const bulletin = {
    title: 'Đi ngược chiều <ở> đường liên xã & hậu quả',
    path: '/ket-qua/ban-tin/di-nguoc-chieu-quy-1/',
    publishedOn: '2026-09-01',
    changedOn: '2026-09-15',
    summaryVi: 'Một vụ đã xử lý.',
    isSample: true,
  };
  const read = (format: string, all: (typeof bulletin)[]) =>
    textOf(respondWithBulletinFeed(app.context(), format, async () => all));
  const title = `Dữ liệu mẫu. ${bulletin.title}`;
  expect(parseRssFeed(await read('rss', [bulletin])).items?.[0]?.title).toBe(title);
  const [entry] = parseAtomFeed(await read('atom', [bulletin])).entries!;
  expect([entry?.title?.value, entry?.updated]).toEqual([title, '2026-09-14T17:00:00.000Z']);
  expect(JsonFeed.parse(JSON.parse(await read('json', [bulletin]))).items[0]!.title).toBe(title);
  expect(JsonFeed.parse(JSON.parse(await read('json', []))).items).toEqual([]);
  for (const format of ['rss', 'atom'])
    expect(await read(format, [])).toContain('Chung Đường: bản tin kết quả');
});

/** The command, as package.json runs it. */
const command = (...args: string[]): Promise<{ code: number; output: string }> =>
  new Promise((done) => {
    execFile(process.execPath, ['server/package/cli.ts', ...args], (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
const saved = (name: string, held: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, held);
  return path;
};

test('the command verifies without the site: 0 genuine, 1 altered, 2 not proven', async () => {
  const zip = saved('goi.zip', built[2]!.bytes);
  const keys = saved('khoa.json', await respondWithKeys(app.context()).text());
  const chain = saved('chuoi.json', await textOf(respondWithChain(app.context())));
  const genuine = await command(zip, '--keys', keys, '--chain', chain);
  expect(genuine.output).toContain('Gói số 3 là thật, nguyên vẹn từng ô.');
  expect(genuine.code).toBe(0);
  const keyless = await command(zip);
  expect(keyless.output).toContain('Hãy lưu tệp khoa-cong-khai.json');
  expect(keyless.code).toBe(2);

  const files = new Map(Object.entries(unzipSync(built[2]!.bytes)));
  const name = 'du-lieu-mau-crashes.csv';
  files.set(
    name,
    Uint8Array.from(files.get(name)!, (byte, place) => (place === 60 ? byte ^ 1 : byte)),
  );
  const altered = await command(saved('sua.zip', archived(files)), '--keys', keys, '--chain', chain);
  expect(altered.output).toContain(`Tệp ${name} đã bị sửa.`);
  expect(altered.code).toBe(1);
});

test('the command says in a sentence what it cannot do', async () => {
  const text = saved('khong.zip', 'xin chào');
  const attempts: [string[], string, number][] = [
    [[], 'Cách dùng', 2],
    [['--la'], 'Cách dùng', 2],
    [[join(folder, 'mat.zip')], 'Không đọc được tệp', 2],
    [[text], 'không phải gói số liệu', 1],
    [[text, '--keys', text], 'không phải tệp khoa-cong-khai.json', 2],
  ];
  for (const [args, sentence, code] of attempts) {
    const done = await command(...args);
    expect(done.output).toContain(sentence);
    expect(done.code, sentence).toBe(code);
    expect(done.output).not.toContain('    at ');
  }
});
