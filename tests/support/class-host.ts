import type { TaskResponse } from '#content/schema.ts';
import { CHOICE_SET } from './choices.ts';

type Action = { kind: 'next' | 'close' | 'reveal' | 'skip' | 'pause' | 'resume' | 'end' };
type Seen = {
  seq: number;
  phase: string;
  number: number;
  total: number;
  players: number;
  answers: number;
  question: { task: { kind: string } } | null;
};

/** One procedure over HTTP, as a browser asks it. */
export async function ask<T>(url: string, procedure: string, input: unknown, isQuery = false): Promise<T> {
  const address = `${url}/api/trpc/classroom.${procedure}`;
  const reply = isQuery
    ? await fetch(`${address}?input=${encodeURIComponent(JSON.stringify(input))}`)
    : await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
  const { result, error } = (await reply.json()) as { result?: { data: T }; error?: { message: string } };
  if (error) throw new Error(`${procedure}: ${error.message}`);
  return result!.data;
}

/** A game on a running site, led over HTTP. */
export async function leadGame(url: string, input: Record<string, unknown> = {}) {
  const { hostCode, joinCode, joinKey, ticket } = await ask<Record<string, string>>(url, 'create', {
    ...{ set: CHOICE_SET, count: 3, limitSeconds: 30, seats: 40 },
    ...input,
  });
  const look = async () =>
    (await ask<{ view: Seen }>(url, 'hostWait', { ticket, since: null, timeoutMs: 0 }, true)).view;
  const act = async (kind: Action['kind']): Promise<void> => {
    await ask(url, 'act', { hostCode, seq: (await look()).seq, action: { kind } });
  };
  return {
    joinCode: joinCode!,
    /** Where the QR of the wall leads. */
    joinPath: `/lop/?ma=${joinCode}&k=${joinKey}`,
    look,
    act,
    /** Opens the next question that has one right option; others are skipped. */
    nextChoice: async (): Promise<Seen> => {
      await act('next');
      for (;;) {
        const seen = await look();
        if (seen.question?.task.kind === 'one') return seen;
        await act('skip');
      }
    },
    results: () => ask<{ seats: SeatResult[] }>(url, 'results', { hostCode }),
    players: () => ask<{ playerId: string; seat: string }[]>(url, 'players', { hostCode }),
    remove: (playerId: string) => ask(url, 'remove', { hostCode, playerId }),
    setTime: (playerId: string, timePct: number) => ask(url, 'setTime', { hostCode, playerId, timePct }),
  };
}
/** A seat with its answer to each question asked; null: none. */
type SeatResult = { seat: string; responses: (TaskResponse | null)[]; marks: (number | null)[] };
