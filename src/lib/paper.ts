import { TRPCError } from '@trpc/server';
import { listGuides } from '#src/lib/guides.ts';
import { titleOfSet, type SetView } from '#src/lib/quiz.ts';
import { sentenceOf } from '#src/lib/refusal.ts';

/**
 * Title of a set for paper: its own, or the name of a shipped one.
 * @param sets the shipped sets
 */
export async function titleOnPaper(
  sets: readonly SetView[],
  setId: string,
  titleVi: string | null,
): Promise<string> {
  const shipped = sets.map(({ set }) => set);
  return titleOfSet({ set: setId, setTitleVi: titleVi }, shipped, await listGuides(), setId);
}

/** What a call gives, or its refusal in a sentence; a fault of the server stays a fault. */
export async function tried<T>(
  call: () => Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; status: number; message: string }> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    if (!(error instanceof TRPCError) || error.code === 'INTERNAL_SERVER_ERROR') throw error;
    const statuses: Record<string, number> = { NOT_FOUND: 404, CONFLICT: 409, TOO_MANY_REQUESTS: 429 };
    return { ok: false, status: statuses[error.code] ?? 400, message: sentenceOf(error.message) };
  }
}
