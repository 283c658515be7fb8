import type { Fact } from '../../disclosure/types.ts';
import type { Prisma } from '../../generated/prisma/client.ts';

/** What bulletins told of some months, or will at their hour. STAND-IN until the room of bulletins is there. */
export const publishedFacts = async (
  _prisma: Prisma.TransactionClient,
  _provinceId: string,
  _months: readonly string[],
): Promise<Fact[]> => [];
