import type { StaffContext } from '../context.ts';
import { citationOf, provisionOn } from '../law/rules.ts';
import { relevance } from '../search/rules.ts';
import { usabilityOf } from './rules.ts';

const MAX_HITS = 8;

/** A provision that a question may rest on today. */
export type ProvisionChoice = {
  id: string;
  citation: string;
  heading: string;
  text: string;
  isSingleSource: boolean;
};

/**
 * Provisions in force today that answer a query, marks aside, the best first; one whose id or citation is the query comes first of
 * all. An empty query finds nothing.
 */
export async function findProvisions(
  ctx: StaffContext,
  { query }: { query: string },
): Promise<ProvisionChoice[]> {
  const registry = await ctx.law.registry();
  const penalties = [...registry.penalties.values()];
  const choices = [...registry.provisions.values()].flatMap((provision) => {
    const usability = usabilityOf(registry, provision.id, ctx.today);
    const on = usability.state === 'ready' ? provisionOn(registry, provision.id, ctx.today) : null;
    if (!on?.period || usability.state !== 'ready') return [];
    const citation = citationOf(provision.id, on.act);
    const fined = penalties
      .filter(({ periods }) => periods.some((period) => period.provision === provision.id))
      .map(({ titleVi }) => titleVi)
      .join(' ');
    const score =
      provision.id === query.trim()
        ? 9
        : Math.max(
            relevance(provision.headingVi, query),
            relevance(`${provision.headingVi} ${on.period.textVi} ${citation} ${fined}`, query) - 0.5,
          );
    const { headingVi: heading, id } = provision;
    const { textVi: text } = on.period;
    return score > 0
      ? [{ score, choice: { id, citation, heading, text, isSingleSource: usability.isSingleSource } }]
      : [];
  });
  return choices
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_HITS)
    .map(({ choice }) => choice);
}
