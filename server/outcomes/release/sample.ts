import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { SAMPLE_AREAS } from '#prisma/sample/areas.ts';
import {
  sampleContributions,
  sampleCrashes,
  sampleMonths,
  type SampleTally,
} from '#prisma/sample/outcomes.ts';
import type { Services } from '../../context.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { fold } from '../../search/rules.ts';
import { SAMPLE_ACCOUNTS } from '../../staff/rules.ts';
import { sortKeyOf } from '../../units/rules.ts';
import { periodWords } from '../rules.ts';
import {
  SAMPLE_CONTRIBUTORS,
  SAMPLE_PROVINCE,
  sampleBatchId,
  sampleDays,
  talliesAtFirst,
  type SampleRelease,
} from './sample-source.ts';
import { chainEnd, lockChain, NO_RELEASE, packageOf } from './seal.ts';

type Tx = Prisma.TransactionClient;
type Ids = ReadonlyMap<string, string>;

/** What `npm run sample:releases` prepared: preparing two years takes longer than a start may. */
export const SAMPLE_FILE = resolve('prisma/sample/releases.json.br');
/** Police of the sample province. */
const SENDER = { code: 'J7FGMTH', name: 'Công an tỉnh Mẫu' };
/** Months whose figures stand as they were handed over: later releases and corrections are made of them. */
const HANDED_OVER = 3;
const REASON = 'Dữ liệu mẫu để dùng thử bàn làm việc.';

export const readSampleReleases = (): SampleRelease[] =>
  JSON.parse(brotliDecompressSync(readFileSync(SAMPLE_FILE)).toString()) as SampleRelease[];

/** Figures and releases of the sample province, once; as far as their hour has come. */
export async function fillSampleOutcomes(
  services: Pick<Services, 'db' | 'keys' | 'env' | 'now'>,
): Promise<void> {
  const { prisma } = services.db;
  if ((await prisma.release.count()) > 0 || (await prisma.outcomeBatch.count()) > 0) return;
  const units = await prisma.unit.findMany({ where: { isSample: true }, select: { code: true, id: true } });
  const ids = new Map(units.map(({ code, id }) => [code, id]));
  const releases = readSampleReleases().filter(({ liveAt }) => new Date(liveAt) <= services.now());
  const packed = await pack(services, releases);
  await prisma.$transaction(
    async (tx) => {
      await lockChain(tx);
      if ((await chainEnd(tx)).number > 0) return;
      await fillAreas(tx, ids);
      await fillBatches(tx, ids);
      await fillReleases(tx, ids, releases, packed);
    },
    { timeout: 60_000, maxWait: 60_000 },
  );
  await services.db.announce(['releases', 'publications']);
}

type Packed = Awaited<ReturnType<typeof packageOf>>;

async function pack(
  services: Pick<Services, 'keys' | 'env'>,
  releases: readonly SampleRelease[],
): Promise<Packed[]> {
  const packed: Packed[] = [];
  for (const { content } of releases)
    packed.push(await packageOf(services, content, packed.at(-1)?.manifestHash ?? NO_RELEASE));
  return packed;
}

async function fillAreas(tx: Tx, ids: Ids): Promise<void> {
  const provinceId = ids.get(SAMPLE_PROVINCE.code)!;
  await tx.outcomeArea.createMany({
    data: SAMPLE_AREAS.map(({ code, name }, position) => ({
      code,
      name,
      position,
      provinceId,
      isSample: true,
    })),
  });
  await tx.outcomeAreaCommune.createMany({
    data: SAMPLE_AREAS.flatMap(({ code: areaCode, communes }) =>
      communes.map(({ code }) => ({ areaCode, communeId: ids.get(code)! })),
    ),
  });
}

/** Writes the tallies of a batch in one statement. @param ids of communes by code */
export async function writeTallies(
  tx: Tx,
  batchId: string,
  tallies: readonly SampleTally[],
  ids: Ids,
): Promise<void> {
  const column = <K extends keyof SampleTally>(name: K) => tallies.map((tally) => tally[name]);
  const communes = tallies.map(({ commune }) => ids.get(commune)!);
  const fines = tallies.map(({ finesVnd }) => (finesVnd === null ? null : String(finesVnd)));
  await tx.$executeRaw`
    INSERT INTO outcome_tally (
      batch_id, month, commune_id, behaviour, vehicle, source, result, count, fines_vnd, points, processing_days)
    SELECT ${batchId}::uuid, * FROM unnest(
      ${column('month')}::text[], ${communes}::uuid[], ${column('behaviour')}::text[], ${column('vehicle')}::text[],
      ${column('source')}::text[], ${column('result')}::text[], ${column('count')}::int[], ${fines}::bigint[],
      ${column('points')}::int[], ${column('processingDays')}::float8[])`;
}

async function fillBatches(tx: Tx, ids: Ids): Promise<void> {
  const sender = await tx.outcomeSender.create({
    data: {
      unitId: ids.get(SENDER.code)!,
      provinceId: ids.get(SAMPLE_PROVINCE.code)!,
      name: SENDER.name,
      isSample: true,
      createdAt: new Date(sampleDays(sampleMonths()[0]!, false).takenAt),
    },
  });
  for (const [at, month] of sampleMonths().entries()) {
    if (at < sampleMonths().length - HANDED_OVER) continue;
    const tallies = talliesAtFirst(month);
    const contributions = sampleContributions(at, SAMPLE_CONTRIBUTORS);
    const crashes = sampleCrashes(at);
    const fileName = `du-lieu-mau-${month}.csv`;
    const { id: batchId } = await tx.outcomeBatch.create({
      data: {
        id: sampleBatchId(month),
        senderId: sender.id,
        fileName,
        fileHash: createHash('sha256').update(fileName).digest('hex'),
        rows: tallies.length + contributions.length + crashes.length,
        months: [month],
        takenAt: new Date(sampleDays(month, false).takenAt),
      },
    });
    await writeTallies(tx, batchId, tallies, ids);
    await tx.outcomeContribution.createMany({
      data: contributions.map(({ unit, ...given }) => ({ ...given, batchId, unitId: ids.get(unit)! })),
    });
    await tx.crashTally.createMany({ data: crashes.map((crash) => ({ ...crash, batchId })) });
  }
}

/** An id that stands in order of its instant, as the database makes them (UUID version 7). */
function idAt(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0') + randomBytes(10).toString('hex');
  const [a, b, c, d, e] = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(13, 16),
    hex.slice(17, 20),
    hex.slice(20),
  ];
  return `${a}-${b}-7${c}-8${d}-${e.padEnd(12, '0').slice(0, 12)}`;
}

async function fillReleases(
  tx: Tx,
  ids: Ids,
  releases: readonly SampleRelease[],
  packed: readonly Packed[],
): Promise<void> {
  const provinceId = ids.get(SAMPLE_PROVINCE.code)!;
  const officer = await tx.staff.findUnique({
    where: { email: SAMPLE_ACCOUNTS['police-data-officer'].email },
  });
  const privacy = await tx.staff.findUnique({ where: { email: SAMPLE_ACCOUNTS['privacy-officer'].email } });
  const [writerId, approverId] = [officer?.id ?? randomUUID(), privacy?.id ?? randomUUID()];
  const publicationOf = new Map<string, string>();
  for (const [at, { content, kept, report, liveAt: live }] of releases.entries()) {
    const { month, corrects, correctionVi } = content;
    const liveAt = new Date(live);
    const version = corrects === null ? 1 : 2;
    const title = `Số liệu ${periodWords(month)}`;
    const text = {
      number: version,
      title,
      data: { month, draftId: randomUUID() },
      authorIds: [writerId],
      savedById: writerId,
      savedAt: liveAt,
      correction: correctionVi,
      liveAt,
    };
    const id = publicationOf.get(month) ?? idAt(liveAt);
    if (publicationOf.has(month)) {
      await tx.publicationVersion.create({ data: { publicationId: id, ...text } });
      await tx.publication.update({
        where: { id },
        data: { version, lastVersion: version, liveVersion: version, since: liveAt },
      });
    } else {
      publicationOf.set(month, id);
      await tx.publication.create({
        data: {
          ...{
            id,
            kind: 'release',
            unitId: provinceId,
            title,
            sortKey: sortKeyOf(title),
            folded: fold(title),
          },
          ...{ state: 'live', version, lastVersion: version, liveVersion: version, authorIds: [writerId] },
          ...{ since: liveAt, createdAt: liveAt, versions: { create: text } },
        },
      });
    }
    const way = [
      [corrects === null ? 'create' : 'correct', corrects === null ? null : 'live', 'draft', writerId],
      ['submit', 'draft', 'checked', writerId],
      ['approve', 'checked', 'approved', approverId],
      ['publish', 'approved', 'live', approverId],
    ] as const;
    await tx.publicationStep.createMany({
      data: way.map(([verb, from, to, staffId], step) => {
        const takenAt = new Date(liveAt.getTime() + (step - way.length) * 60_000);
        const role = staffId === writerId ? 'police-data-officer' : 'privacy-officer';
        const reason = verb === 'correct' ? correctionVi : verb === 'create' ? REASON : null;
        return {
          id: idAt(takenAt),
          publicationId: id,
          version,
          verb,
          from,
          to,
          staffId,
          role,
          reason,
          at: takenAt,
        };
      }),
    });
    const json = (value: unknown) => value as Prisma.InputJsonValue;
    await tx.release.create({
      data: {
        ...{ number: content.number, provinceId, month, corrects, publicationId: id, version },
        ...{ content: json(content), kept: json(kept), report: json(report) },
        ...packed[at]!,
        ...{ isSample: true, liveAt },
      },
    });
  }
}
