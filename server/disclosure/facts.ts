import type { Prisma } from '../generated/prisma/client.ts';
import type { Fact } from './types.ts';

/**
 * Whether facts of a province can be told beside everything that was released and told of it: nothing hidden becomes known by
 * them, and each is true.
 * @param provinceId id of its unit
 */
export type FactCheck = (provinceId: string, facts: readonly Fact[]) => Promise<{ isSafe: boolean }>;

/** What facts of a province are held against: the same as long as nothing is released or told of it. */
export type FactMark = {
  read(provinceId: string, publicationId: string): Promise<string>;
  /** In a transaction: nothing is released or told of any province until it ends. */
  hold(tx: Prisma.TransactionClient, provinceId: string, publicationId: string): Promise<string>;
};
