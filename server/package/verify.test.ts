import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainContents } from '#tests/support/outcome-contents.ts';
import { archived, newKey, packed, sampleChain, TOOLS } from '#tests/support/packages.ts';
import { faultSentence, verifyPackage, type PackageReport } from './rules.ts';

const { built, known } = await sampleChain(6);
const [, second, third] = built;
/** A month that ends a quarter: it has every kind of file but units. */
const unpacked = Object.entries(unzipSync(third!.bytes));
const filesOf = () => new Map(unpacked);
/** Many packages are verified: on a machine that is busy that takes its time. */
const MANY = 60_000;
const verify = (bytes: Uint8Array, given: Partial<typeof known> = known): Promise<PackageReport> =>
  verifyPackage(bytes, { keys: given.keys ?? null, chain: given.chain ?? null }, TOOLS);
const sentences = ({ faults }: PackageReport): string => faults.map(faultSentence).join('\n');
const flipped = (bytes: Uint8Array, at: number): Uint8Array<ArrayBuffer> => {
  const copy = Uint8Array.from(bytes);
  copy[at]! ^= 1;
  return copy;
};

test('every package of a chain is genuine, every cell of it compared', async () => {
  for (const { bytes, manifestHash } of built) {
    const report = await verify(bytes);
    expect(report).toMatchObject({ verdict: 'genuine', faults: [], doubts: [], manifestHash });
    expect(Object.values(report.checks)).toEqual(Array(5).fill('right'));
    expect(report.cells).toBeGreaterThan(500);
    expect(report.about?.isSample).toBe(true);
  }
});

test(
  'a wrong byte in any file is found and the file named',
  async () => {
    for (const [name, bytes] of filesOf()) {
      for (const at of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
        const files = filesOf();
        files.set(name, flipped(bytes, at));
        const report = await verify(archived(files));
        expect(report.verdict, `${name} ${at}`).toBe('altered');
        expect(sentences(report), `${name} ${at}`).toContain(name);
      }
    }
  },
  MANY,
);

test(
  'a wrong byte anywhere in the zip is found',
  async () => {
    const { bytes } = second!;
    const last = bytes.length - 1;
    // The first header and the end of the list whole; elsewhere a byte in every 211.
    const places = Array.from(bytes.keys()).filter((at) => at < 80 || at > last - 160 || at % 211 === 0);
    for (const at of places) {
      const { verdict } = await verify(flipped(bytes, at));
      expect(verdict, `byte ${at} of ${last}`).toBe('altered');
    }
  },
  MANY,
);

test(
  'a file added and a file dropped are found by name',
  async () => {
    const added = filesOf().set('ghi-chu.txt', new TextEncoder().encode('x'));
    expect(sentences(await verify(archived(added)))).toContain('Tệp ghi-chu.txt không thuộc gói này.');
    for (const name of filesOf().keys()) {
      const files = filesOf();
      files.delete(name);
      expect(sentences(await verify(archived(files))), name).toContain(`Thiếu tệp ${name}.`);
    }
  },
  MANY,
);

test("another release's signature, and one of a key that the site never published, are found", async () => {
  const foreign = filesOf().set('signature.json', unzipSync(second!.bytes)['signature.json']!);
  expect(sentences(await verify(archived(foreign)))).toBe(
    'Chữ ký trong signature.json không phải của gói này.',
  );
  expect(sentences(await verify(archived(foreign), { keys: known.keys }))).toContain('signature.json');

  const stranger = newKey();
  const content = plainContents(3)[2]!;
  const forged = await packed(content, stranger, second!.manifestHash);
  expect(sentences(await verify(forged.bytes))).toContain('không phải khóa của trang này');
  // A stranger's key under the name of a published one.
  const renamed = [{ id: known.keys[0]!.id, jwk: stranger.published.jwk }];
  const named = await packed(content, { ...stranger, published: known.keys[0]! }, second!.manifestHash);
  expect((await verify(named.bytes, { keys: renamed })).checks.signature).toBe('wrong');
});

test('figures that were changed in every file, hashes and all, fail at the signature', async () => {
  const content = plainContents(3)[2]!;
  const [table, ...others] = content.tables;
  const cells = table!.cells.map((row, at) => (at === 0 ? [9999, ...row.slice(1)] : row));
  const other = await packed({ ...content, tables: [{ ...table!, cells }, ...others] }, newKey());
  const files = new Map(Object.entries(unzipSync(other.bytes)));
  files.set('signature.json', unzipSync(third!.bytes)['signature.json']!);
  const report = await verify(archived(files));
  expect(report.checks).toMatchObject({ files: 'right', cells: 'right', signature: 'wrong', chain: 'wrong' });
});

test('a cell that says otherwise than the content is named, in CSV and in JSON', async () => {
  const files = filesOf();
  for (const format of ['csv', 'json']) {
    const name = `du-lieu-mau-quarter-source-result-2024-q4.${format}`;
    const text = new TextDecoder().decode(files.get(name));
    const changed = text.replace(format === 'csv' ? /,(\d+),ok/ : /"value":(\d+)/, (cell) =>
      cell.replace(/\d+/, '4321'),
    );
    expect(changed).not.toBe(text);
    files.set(name, new TextEncoder().encode(changed));
    expect(sentences(await verify(archived(files)))).toContain(
      `${name}, ô 2024-Q4, all, received: ghi “4321”`,
    );
  }
});

test('the chain tells a release that was never made, one out of its place, and what became of one', async () => {
  const { keys, chain } = known;
  const without = chain.filter(({ number }) => number !== 3);
  expect(sentences(await verify(third!.bytes, { keys, chain: without }))).toContain(
    'chưa từng phát hành số 3',
  );
  const early = chain.filter(({ number }) => number < 3);
  const newer = await verify(third!.bytes, { keys, chain: early });
  expect(newer).toMatchObject({ verdict: 'genuine', doubts: ['newer-than-chain'] });
  const gone = chain.filter(({ number }) => number !== 2);
  expect(sentences(await verify(third!.bytes, { keys, chain: gone }))).toContain('không nối với');
  const withdrawn = chain.map((link) =>
    link.number === 3 ? { ...link, withdrawnOn: '2025-03-01', withdrawnReasonVi: 'Sai địa giới.' } : link,
  );
  const report = await verify(third!.bytes, { keys, chain: withdrawn });
  expect(report).toMatchObject({ verdict: 'genuine', standing: { withdrawnOn: '2025-03-01' } });
});

test('without keys, or where Ed25519 is unknown, nothing is called genuine and hashes are checked all the same', async () => {
  const keyless = await verify(third!.bytes, { chain: known.chain });
  expect(keyless).toMatchObject({ verdict: 'unproven', doubts: ['no-keys'] });
  expect(keyless.checks).toMatchObject({
    files: 'right',
    chain: 'right',
    signature: 'unknown',
    cells: 'right',
  });
  const old = {
    digest: (...given: Parameters<SubtleCrypto['digest']>) => crypto.subtle.digest(...given),
    importKey: () => Promise.reject(new DOMException('Unrecognized name', 'NotSupportedError')),
  } as unknown as SubtleCrypto;
  const report = await verifyPackage(third!.bytes, known, { ...TOOLS, subtle: old });
  expect(report).toMatchObject({ verdict: 'unproven', doubts: ['no-ed25519'] });
});

test('no bytes whatever throw, and none but a package are genuine', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.nat(60), async (noise, from) => {
      const cut = Uint8Array.from([
        ...third!.bytes.subarray(0, from),
        ...noise,
        ...third!.bytes.subarray(-40),
      ]);
      for (const bytes of [noise, cut]) expect((await verify(bytes)).verdict).toBe('altered');
    }),
  );
});

test('a file that grows past what it claims is stopped, and one that claims too much is not unpacked', async () => {
  /** Claims another size, in the header of the one file and in the list. */
  const claiming = (sizeBytes: number, held: number): Uint8Array => {
    const zip = archived(new Map([['bomb', new Uint8Array(held)]]));
    const view = new DataView(zip.buffer);
    view.setUint32(22, sizeBytes, true);
    view.setUint32(zip.length - 22 - 50 + 24, sizeBytes, true);
    return zip;
  };
  const bomb = claiming(100, 10_000_000);
  const startedAt = performance.now();
  expect(sentences(await verify(bomb))).toContain('Tệp bomb bị hỏng');
  expect(performance.now() - startedAt).toBeLessThan(1000);
  expect(sentences(await verify(claiming(60_000_001, 100)))).toContain('lớn hơn mọi gói');
  const many = archived(new Map(Array.from({ length: 201 }, (_, at) => [`f${at}`, new Uint8Array(1)])));
  expect(sentences(await verify(many))).toContain('lớn hơn mọi gói');
});

test('a byte that spoils how a file is packed names the file, and the others are looked at all the same', async () => {
  const { bytes } = third!;
  const name = 'du-lieu-mau-quarter-commune-result-2024-q4.csv';
  const at = Buffer.from(bytes).indexOf(name) + name.length;
  // Reserved kind of block.
  const spoilt = Uint8Array.from(bytes).fill(0x07, at, at + 1);
  const report = await verify(spoilt);
  expect(sentences(report)).toBe(`Tệp ${name} bị hỏng hoặc bị sửa, không đọc được.`);
  expect(report.checks).toMatchObject({
    archive: 'wrong',
    files: 'wrong',
    signature: 'right',
    chain: 'right',
  });
});
