/* Sealing: a draft that was approved becomes the next link of the chain, signed, and is never changed again. */
import type { AuditEntry } from '../../audit/record.ts';
import { addDays, dayOf } from '../../calendar.ts';
import type { Services } from '../../context.ts';
import { POLICY } from '../../disclosure/rules.ts';
import { DomainError } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { buildPackage, packageTerms } from '../../package/build.ts';
import { lastDayOf, periodWords, type ReleaseContent } from '../rules.ts';
import { formatInstant } from './words.ts';
import { readFrame, type Province } from './source.ts';

type Tx = Prisma.TransactionClient;

/** Number of the advisory lock under which the chain grows. */
const CHAIN_LOCK = 20_261_123;
/** What the first release names as the one before it. */
export const NO_RELEASE = '0'.repeat(64);

/** P-1: the first day on which figures of a month may be published. */
export const publishableFrom = (month: string): string => addDays(lastDayOf(month), POLICY.delayDays);

export const lockChain = async (tx: Tx): Promise<void> =>
  void (await tx.$queryRaw`SELECT pg_advisory_xact_lock(${CHAIN_LOCK}::bigint)::text`);

/** Where the chain ends. */
export async function chainEnd(tx: Tx): Promise<{ number: number; manifestHash: string }> {
  const last = await tx.release.findFirst({
    orderBy: { number: 'desc' },
    select: { number: true, manifestHash: true },
  });
  return last ?? { number: 0, manifestHash: NO_RELEASE };
}

/** Packs and signs what a release says, as the next link after one. */
export async function packageOf(
  { keys, env }: Pick<Services, 'keys' | 'env'>,
  content: ReleaseContent,
  previousHash: string,
) {
  const { bytes, manifestHash, keyId, signature } = await buildPackage({
    content,
    previousHash,
    ...packageTerms(env),
    sign: (manifest) => keys.sign('releases', manifest),
  });
  return { package: bytes, previousHash, manifestHash, keyId, signature };
}

type Draft = { id: string; month: string; corrects: number | null; mark: string; isSafe: boolean };

/** Why a draft cannot be published now, one sentence each; its hour aside. */
export async function draftProblems(
  prisma: Tx,
  groups: ReleaseContent['groups'],
  draft: Draft,
  province: Province,
  now: Date,
): Promise<string[]> {
  const isCurrent = (await readFrame(prisma, groups, province, draft.month, now)).mark === draft.mark;
  const waiting = await waitingRelease(prisma, draft.month, province.id, now);
  return [
    ...(draft.isSafe
      ? []
      : ['Bản chuẩn bị này còn để lộ ô đang ẩn nên không công bố được. Hãy chuẩn bị lại.']),
    ...(isCurrent
      ? []
      : ['Số liệu, vùng hoặc bản đã công bố đã đổi từ lúc chuẩn bị. Hãy chuẩn bị lại rồi xem lại.']),
    ...(waiting
      ? [
          `Số liệu ${periodWords(waiting.month)} đang hẹn giờ đăng lúc ${formatInstant(waiting.liveAt)}. Hãy chờ tới sau giờ đó.`,
        ]
      : []),
  ];
}

/** The release of another month that waits for its hour; null: none. */
async function waitingRelease(prisma: Tx, month: string, provinceId: string, now: Date) {
  return prisma.release.findFirst({
    where: { liveAt: { gt: now }, NOT: { month, provinceId } },
    select: { month: true, liveAt: true },
  });
}

/** What is to be sealed. */
export type Order = {
  publicationId: string;
  version: number;
  draftId: string;
  month: string;
  correction: string | null;
  liveAt: Date;
};

/**
 * Makes a draft the next release, in the transaction of the step that publishes or schedules it. A release of the same publication
 * that nobody has seen yet gives its place to it.
 * @throws DomainError BAD_INPUT when the draft cannot be published at that hour; CONFLICT when it was changed meanwhile
 */
export async function sealRelease(
  tx: Tx,
  services: Pick<Services, 'keys' | 'env' | 'releases' | 'now'>,
  order: Order,
): Promise<AuditEntry[]> {
  const now = services.now();
  await lockChain(tx);
  const undone = await unsealRelease(tx, order.publicationId, now);
  const draft = await tx.releaseDraft.findUnique({ where: { id: order.draftId } });
  if (!draft || draft.month !== order.month)
    throw new DomainError('BAD_INPUT', 'Bản chuẩn bị không còn. Hãy chuẩn bị lại rồi chọn bản mới.');
  const unit = await tx.unit.findUniqueOrThrow({ where: { id: draft.provinceId } });
  const province = { id: unit.id, code: unit.code, nameVi: unit.shortName, isSample: unit.isSample };
  const problems = await draftProblems(tx, services.releases.groups, draft, province, now);
  if (problems.length > 0) throw new DomainError('BAD_INPUT', problems.join(' '));
  // Of the same month, but not of this publication.
  if (await tx.release.findFirst({ where: { provinceId: unit.id, month: draft.month, liveAt: { gt: now } } }))
    throw new DomainError(
      'CONFLICT',
      'Một mục khác đang hẹn giờ đăng cùng tháng này. Hãy bỏ lịch của mục đó trước.',
    );
  const from = publishableFrom(draft.month);
  if (dayOf(order.liveAt) < from)
    throw new DomainError(
      'BAD_INPUT',
      `Số liệu ${periodWords(draft.month)} chỉ được công bố từ ngày ${from.split('-').reverse().join('/')}. Hãy hẹn giờ từ ngày đó.`,
    );
  await requireSameText(tx, draft.corrects, order);

  const end = await chainEnd(tx);
  const number = end.number + 1;
  const content: ReleaseContent = {
    ...(draft.content as unknown as ReleaseContent),
    number,
    correctionVi: draft.corrects === null ? null : order.correction,
    madeOn: dayOf(now),
  };
  const packed = await packageOf(services, content, end.manifestHash);
  const { keyId, manifestHash, previousHash } = packed;
  await tx.release.create({
    data: {
      number,
      provinceId: unit.id,
      month: draft.month,
      corrects: draft.corrects,
      publicationId: order.publicationId,
      version: order.version,
      content: content,
      ...packed,
      kept: draft.kept as Prisma.InputJsonValue,
      report: draft.report as Prisma.InputJsonValue,
      isSample: content.isSample,
      liveAt: order.liveAt,
    },
  });
  return [
    ...undone,
    {
      action: 'release.seal',
      subject: `release:${number}`,
      unitId: unit.id,
      before: null,
      after: {
        number,
        month: draft.month,
        corrects: draft.corrects,
        manifestHash,
        previousHash,
        keyId,
        liveAt: order.liveAt,
      },
    },
  ];
}

/** A correction goes out under the text that was published before, and says what was wrong. */
async function requireSameText(tx: Tx, corrects: number | null, order: Order): Promise<void> {
  if (corrects === null) return;
  const before = await tx.release.findUniqueOrThrow({ where: { number: corrects } });
  if (before.publicationId !== null && before.publicationId !== order.publicationId)
    throw new DomainError(
      'BAD_INPUT',
      'Tháng này đã công bố ở một mục khác. Hãy mở mục đó và chọn đính chính.',
    );
  if (order.correction === null)
    throw new DomainError('BAD_INPUT', 'Bản đính chính cần một lời nói rõ điều gì đã sai. Hãy ghi lời đó.');
}

/** Takes back the release of a publication that nobody has seen: its number goes to the next one. */
export async function unsealRelease(tx: Tx, publicationId: string, now: Date): Promise<AuditEntry[]> {
  const rows = await tx.release.findMany({
    where: { publicationId, liveAt: { gt: now } },
    select: { number: true, provinceId: true, month: true, manifestHash: true },
  });
  await tx.release.deleteMany({ where: { number: { in: rows.map(({ number }) => number) } } });
  return rows.map(({ number, provinceId, month, manifestHash }) => ({
    action: 'release.unseal',
    subject: `release:${number}`,
    unitId: provinceId,
    before: { number, month, manifestHash },
    after: null,
  }));
}

/**
 * Withdraws the months of a publication: every release of them that readers saw, also what it corrected. To readers number, hash
 * and reason stay, content and package do not.
 */
export async function withdrawReleases(
  tx: Tx,
  publicationId: string,
  reason: string,
  now: Date,
): Promise<AuditEntry[]> {
  const own = await tx.release.findMany({
    where: { publicationId, withdrawnAt: null, liveAt: { lte: now } },
    select: { provinceId: true, month: true },
  });
  const where = { OR: own, withdrawnAt: null, liveAt: { lte: now } };
  const rows = await tx.release.findMany({
    where,
    select: { number: true, provinceId: true },
    orderBy: { number: 'asc' },
  });
  await tx.release.updateMany({ where, data: { withdrawnAt: now, withdrawnReason: reason } });
  return rows.map(({ number, provinceId }) => ({
    action: 'release.withdraw',
    subject: `release:${number}`,
    unitId: provinceId,
    before: { number },
    after: { number, reason },
  }));
}
