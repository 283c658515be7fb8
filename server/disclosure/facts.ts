import type { Fact } from './types.ts';

/**
 * Whether facts of a province can be told beside everything that was released and told of it: nothing hidden becomes known by
 * them, and each is true.
 * @param provinceId id of its unit
 */
export type FactCheck = (provinceId: string, facts: readonly Fact[]) => Promise<{ isSafe: boolean }>;
