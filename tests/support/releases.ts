import { createHash, randomUUID } from 'node:crypto';
import { SAMPLE_AREAS } from '#prisma/sample/areas.ts';
import {
  sampleContributions,
  sampleCrashes,
  sampleMonths,
  sampleTallies,
  type SampleTally,
} from '#prisma/sample/outcomes.ts';
import type { Verb } from '#server/approval/rules.ts';
import { writeTallies } from '#server/outcomes/release/sample.ts';
import { SAMPLE_CONTRIBUTORS } from '#server/outcomes/release/sample-source.ts';
import { periodWords } from '#server/outcomes/rules.ts';
import type { Actor } from '#server/staff/rules.ts';
import { fillSampleUnits } from '#server/units/sample.ts';
import type { TestApp } from './app.ts';
import { callerAt, NOW } from './publications.ts';

export const PROVINCE = 'E4YN4W4';

/** Three areas of the sample are enough, and quicker. */
const AREAS = SAMPLE_AREAS.slice(0, 3);
const COMMUNES = new Set(AREAS.flatMap(({ communes }) => communes.map(({ code }) => code)));

/** A few communes of the sample in their areas, and police that hand over; nothing handed over yet. Ids by code. */
export async function makeProvince(app: TestApp): Promise<ReadonlyMap<string, string>> {
  await fillSampleUnits(app.services);
  const { prisma } = app.services.db;
  const units = await prisma.unit.findMany({ where: { isSample: true } });
  const ids = new Map(units.map(({ code, id }) => [code, id]));
  const provinceId = ids.get(PROVINCE)!;
  await prisma.unit.updateMany({
    where: { kind: 'commune-committee', isSample: true, code: { notIn: [...COMMUNES] } },
    data: { validTo: '2024-12-31' },
  });
  await prisma.outcomeArea.createMany({
    data: AREAS.map(({ code, name }, position) => ({ code, name, position, provinceId })),
  });
  await prisma.outcomeAreaCommune.createMany({
    data: AREAS.flatMap(({ code, communes }) =>
      communes.map((commune) => ({ areaCode: code, communeId: ids.get(commune.code)! })),
    ),
  });
  await prisma.outcomeSender.create({
    data: { unitId: ids.get('J7FGMTH')!, provinceId, name: 'Công an tỉnh Mẫu', createdAt: NOW },
  });
  return ids;
}

/**
 * What the sample hands over for a month in these communes.
 * @param times of everything so many: where counts are large little is hidden, and a release is made quickly
 */
export const talliesOf = (month: string, times = 60): SampleTally[] =>
  sampleTallies(sampleMonths().indexOf(month))
    .filter(({ commune }) => COMMUNES.has(commune))
    .map((tally) => ({
      ...tally,
      count: tally.count * times,
      finesVnd: tally.finesVnd === null ? null : tally.finesVnd * times,
    }));

/** Hands over a month, as an accepted file leaves it in the database. */
export async function handOver(
  app: TestApp,
  ids: ReadonlyMap<string, string>,
  month: string,
  tallies: readonly SampleTally[] = talliesOf(month),
  takenAt = new Date(`${month}-28T03:00:00Z`),
): Promise<void> {
  const { prisma } = app.services.db;
  const { id: senderId } = await prisma.outcomeSender.findFirstOrThrow();
  const at = sampleMonths().indexOf(month);
  const fileName = `${month} ${randomUUID()}.csv`;
  const { id: batchId } = await prisma.outcomeBatch.create({
    data: {
      senderId,
      fileName,
      fileHash: createHash('sha256').update(fileName).digest('hex'),
      rows: tallies.length,
      months: [month],
      takenAt,
    },
  });
  await writeTallies(prisma, batchId, tallies, ids);
  await prisma.outcomeContribution.createMany({
    data: sampleContributions(at, SAMPLE_CONTRIBUTORS).map(({ unit, ...given }) => ({
      ...given,
      batchId,
      unitId: ids.get(unit)!,
    })),
  });
  await prisma.crashTally.createMany({ data: sampleCrashes(at).map((crash) => ({ ...crash, batchId })) });
}

/** Prepares a month to its end; the draft's id. @throws Error when it fails */
export async function prepared(app: TestApp, officer: Actor, month: string, at = NOW): Promise<string> {
  const { release } = callerAt(app, officer, at).outcome;
  const { id } = await release.prepare({ province: PROVINCE, month });
  for (;;) {
    const { phase, sentence, draftId } = await release.preparation({ id });
    if (phase === 'done') return draftId!;
    if (phase === 'failed' || phase === 'cancelled') throw new Error(sentence ?? phase);
    await new Promise((later) => setTimeout(later, 20));
  }
}

export type Seen = { id: string; version: number; state?: string };

/** One step of a publication. */
export const take = (
  app: TestApp,
  actor: Actor,
  { id, version }: Seen,
  verb: Exclude<Verb, 'edit'>,
  more: { reason?: string; liveAt?: string; at?: Date } = {},
): Promise<Required<Seen>> => {
  const { at = NOW, ...given } = more;
  return callerAt(app, actor, at).publication.step({ id, version, verb, ...given });
};

/** A draft as a publication that was approved, ready to be published. */
export async function approved(
  app: TestApp,
  officer: Actor,
  privacy: Actor,
  { month, draftId, at = NOW }: { month: string; draftId: string; at?: Date },
): Promise<Seen> {
  const made = await callerAt(app, officer, at).publication.create({
    kind: 'release',
    title: `Số liệu ${periodWords(month)}`,
    unitCode: PROVINCE,
    data: { month, draftId },
  });
  const sent = await take(app, officer, made, 'submit', { at });
  return take(app, privacy, sent, 'approve', { at });
}

/** Prepares, approves and publishes a month. */
export async function published(
  app: TestApp,
  officer: Actor,
  privacy: Actor,
  month: string,
  at = NOW,
): Promise<Seen> {
  const draftId = await prepared(app, officer, month, at);
  return take(app, privacy, await approved(app, officer, privacy, { month, draftId, at }), 'publish', { at });
}

/** Corrects a month that was published: prepares it again and brings it through the workflow. */
export async function corrected(
  app: TestApp,
  officer: Actor,
  privacy: Actor,
  seen: Seen,
  { month, note, at = NOW }: { month: string; note: string; at?: Date },
): Promise<Seen> {
  const open = await take(app, officer, seen, 'correct', { reason: note, at });
  const draftId = await prepared(app, officer, month, at);
  const saved = await callerAt(app, officer, at).publication.save({
    id: open.id,
    version: open.version,
    title: `Số liệu ${periodWords(month)}`,
    data: { month, draftId },
  });
  const sent = await take(app, officer, saved, 'submit', { at });
  const agreed = await take(app, privacy, sent, 'approve', { at });
  return take(app, privacy, agreed, 'publish', { at });
}
