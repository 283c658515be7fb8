import type { Services } from '../../context.ts';
import { standingReleases } from '../current.ts';
import type { ReleaseContent } from '../rules.ts';

/** What releases of a province say that stand now: by month, oldest first. Of two that carry the same table the greater number holds. */
export async function currentContents(
  { releases, now }: Pick<Services, 'releases' | 'now'>,
  province: string,
): Promise<ReleaseContent[]> {
  const at = now();
  return standingReleases((await releases.all()).filter(({ liveAt }) => liveAt <= at))
    .filter(({ content }) => content.province.code === province)
    .map(({ content }) => content)
    .sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : a.number - b.number));
}
