import {
  actIdOf,
  citationOf,
  formatDay,
  provisionOn,
  standingWords,
  type ProvisionOn,
  type Registry,
} from '../law/rules.ts';

/**
 * Whether a question of the bank may be asked on a day.
 * `draft`: it names no provision yet. `held`: the provision it names does not plainly hold.
 */
export type Usability =
  | { state: 'draft' }
  | { state: 'ready'; provisionId: string; citation: string; isSingleSource: boolean }
  | {
      state: 'held';
      provisionId: string;
      citation: string;
      /** First day on which it does not hold, YYYY-MM-DD; null: it never did, or that is not known. */
      sinceOn: string | null;
      /** Why, to be read after the citation: “đã hết hiệu lực”. */
      why: string;
    };

const DAY_MS = 86_400_000;
const dayAfter = (day: string): string => new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);

function sinceOf({ mark, period, act, standing }: ProvisionOn, day: string): string | null {
  if (mark && standing === mark.state) return mark.onDay;
  if (standing !== 'ended') return null;
  const lastDays = [period?.to, act.inForceTo].filter((last) => last != null && last < day);
  return lastDays.length === 0 ? null : dayAfter(lastDays.sort()[0]!);
}

/**
 * Whether a question may be asked on a day, as far as its provision goes.
 * @param provisionId null: none was chosen
 */
export function usabilityOf(registry: Registry, provisionId: string | null, day: string): Usability {
  if (provisionId === null) return { state: 'draft' };
  const citation = citationOf(provisionId, registry.acts.get(actIdOf(provisionId)));
  const on = provisionOn(registry, provisionId, day);
  if (!on)
    return { state: 'held', provisionId, citation, sinceOn: null, why: 'không có trong sổ luật của trang' };
  if (on.period?.confidence === 'unconfirmed')
    return { state: 'held', provisionId, citation, sinceOn: null, why: standingWords.withheld };
  if (on.standing !== 'in-force')
    return {
      state: 'held',
      provisionId,
      citation,
      sinceOn: sinceOf(on, day),
      why: standingWords[on.standing],
    };
  return {
    state: 'ready',
    provisionId,
    citation,
    isSingleSource: on.period!.confidence === 'single-source',
  };
}

/** Why a question is not asked, in one or two sentences; null: it is. */
export function whyNotUsed(usability: Usability): string | null {
  if (usability.state === 'ready') return null;
  if (usability.state === 'draft') return 'Còn là nháp: chưa chọn điều khoản.';
  const { sinceOn, citation, why } = usability;
  return `Không dùng được${sinceOn === null ? '' : ` từ ${formatDay(sinceOn)}`}: ${citation} ${why}.`;
}
