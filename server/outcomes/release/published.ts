import type { z } from 'zod';
import { dayOf } from '../../calendar.ts';
import type { Services } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import type { Named, ReleaseContent } from '../rules.ts';
import type { ReleaseInput, ReleaseListInput } from './schema.ts';
import type { StoredRelease } from './store.ts';
import type { ReleaseRow, ReleaseView } from './views.ts';

type Reader = Pick<Services, 'releases' | 'now'>;

/** Releases that readers may know of at this instant, by number; withdrawn and corrected ones too. */
async function known({ releases, now }: Reader): Promise<StoredRelease[]> {
  const at = now();
  return (await releases.all()).filter(({ liveAt }) => liveAt <= at);
}

function rowOf(release: StoredRelease, all: readonly StoredRelease[]): ReleaseRow {
  const { content, withdrawnAt, withdrawnReason, liveAt, number, month, isSample, sizeBytes } = release;
  const { previousHash, manifestHash, keyId, signature } = release;
  return {
    ...{ number, month, isSample, liveAt, previousHash, manifestHash, keyId, signature, sizeBytes },
    province: content.province,
    corrects: release.corrects,
    correctionVi: content.correctionVi,
    correctedBy: all.find(({ corrects }) => corrects === number)?.number ?? null,
    liveOn: dayOf(liveAt),
    withdrawn: withdrawnAt === null ? null : { on: dayOf(withdrawnAt), reason: withdrawnReason ?? '' },
  };
}

/** Every release readers may know of, newest first. */
export async function listReleases(
  services: Reader,
  { province }: z.output<typeof ReleaseListInput>,
): Promise<ReleaseRow[]> {
  const all = await known(services);
  return all
    .filter(({ content }) => province === null || content.province.code === province)
    .map((release) => rowOf(release, all))
    .reverse();
}

/** One release; of a withdrawn one without what it said. @throws DomainError NOT_FOUND, also before its hour */
export async function readRelease(
  services: Reader,
  { number }: z.output<typeof ReleaseInput>,
): Promise<ReleaseView> {
  const all = await known(services);
  const release = all.find((one) => one.number === number);
  if (!release) throw new DomainError('NOT_FOUND', `Không có bản phát hành số ${number}.`);
  return { ...rowOf(release, all), content: release.withdrawnAt === null ? release.content : null };
}

/** Provinces that have releases which stand, in the order of their first one. */
export async function provincesWithReleases(services: Reader): Promise<Named[]> {
  const byCode = new Map<string, Named>();
  for (const { content } of standing(await known(services)))
    byCode.set(content.province.code, content.province);
  return [...byCode.values()];
}

/** Neither withdrawn nor replaced. A correction that was withdrawn does not bring back what it replaced. */
function standing(all: readonly StoredRelease[]): StoredRelease[] {
  const replaced = new Set(all.map(({ corrects }) => corrects));
  return all.filter(({ number, withdrawnAt }) => withdrawnAt === null && !replaced.has(number));
}

/**
 * What releases say that stand: by month, oldest first. Of two that carry the same table the greater number holds.
 * @param province null: the first that has any
 */
export async function currentContents(
  services: Reader,
  { province }: z.output<typeof ReleaseListInput>,
): Promise<ReleaseContent[]> {
  const all = standing(await known(services));
  const code = province ?? all[0]?.content.province.code;
  return all
    .filter(({ content }) => content.province.code === code)
    .map(({ content }) => content)
    .sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : a.number - b.number));
}
