import { TRPCError } from '@trpc/server';

/**
 * What a call on the server gives, or null when it is refused.
 * @throws whatever is a fault of the server, and no refusal
 */
export async function unlessRefused<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof TRPCError && error.code !== 'INTERNAL_SERVER_ERROR') return null;
    throw error;
  }
}
