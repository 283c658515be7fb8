import { TRPCClientError } from '@trpc/client';
import type { PlayerEntry } from '#server/classroom/service.ts';
import { playWords as words } from '#src/lib/play-words.ts';
import { sentenceOf } from '#src/lib/refusal.ts';
import { trpc } from '#src/lib/trpc.ts';
import { part } from './element.ts';
import { insist } from './insist.ts';
import { newToken, type Session } from './session.ts';

/** The server said no and would say it again; anything else is the network or a server that is not well. */
const isRefusal = (error: unknown): boolean => {
  const code: unknown =
    error instanceof TRPCClientError ? (error.data as { code?: unknown } | undefined)?.code : null;
  return typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR';
};

/** Asks until there is a reply or a refusal. */
function ask<Reply>(send: (signal: AbortSignal) => Promise<Reply>): Promise<Reply> {
  const state = part('trang-thai');
  return new Promise((done, fail) => {
    const asking = insist<Reply>({
      send,
      isFinal: isRefusal,
      onReply: done,
      onRefused: (error) => fail(new Error(sentenceOf((error as Error).message))),
      onTrouble: () => (state.textContent = words.join.trouble),
    });
    addEventListener('online', () => asking.nudge());
  });
}

const field = (id: string): HTMLInputElement => part(id) as HTMLInputElement;
/** A code as the server reads it. */
const codeOf = (typed: string): string => typed.toUpperCase().replace(/[\s–—-]+/g, '');

type Found = { code: string; key: string | undefined; seats: number; hasNames: boolean };

/** Leads into a game: its code, then a seat. What was typed stays when something is refused. */
export function joinGame(session: Session, onSeated: (code: string, entry: PlayerEntry) => void): void {
  const asked = new URLSearchParams(location.search);
  let found: Found | null = null;

  /** One thing at a time, with its sentence while it runs and the refusal after it. */
  let isBusy = false;
  async function run(sentence: string, problemId: string, work: () => Promise<void>): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    const problem = part(problemId);
    problem.textContent = '';
    part('trang-thai').textContent = sentence;
    try {
      await work();
    } catch (error) {
      problem.textContent = (error as Error).message;
    } finally {
      isBusy = false;
      part('trang-thai').textContent = '';
    }
  }

  const find = (code: string, key: string | undefined) =>
    run(words.join.finding, 'loi-ma', async () => {
      const { seats, hasNames } = await ask((signal) =>
        trpc.classroom.find.query({ code, ...(key ? { key } : {}) }, { signal }),
      );
      found = { code, key, seats, hasNames };
      part('lop-nao').textContent = words.join.ofClass(code);
      part('goi-y-ghe').textContent = words.join.seatHint(seats);
      part('o-ten').hidden = !hasNames;
      show('buoc-cho');
    });

  /** The secret of a request that was not heard of is used again, so that the seat is the same. */
  const secretFor = (code: string): string => {
    const known = session.seat(Date.now());
    return known?.code === code ? known.secret : newToken(16);
  };
  const enter = (
    sentence: string,
    problemId: string,
    send: (secret: string, game: { code: string; key?: string }, signal: AbortSignal) => Promise<PlayerEntry>,
  ) =>
    run(sentence, problemId, async () => {
      const { code, key } = found!;
      const secret = secretFor(code);
      session.takeSeat({ code, secret, savedAt: Date.now(), entry: null });
      const entry = await ask((signal) => send(secret, { code, ...(key ? { key } : {}) }, signal));
      session.takeSeat({ code, secret, savedAt: Date.now(), entry });
      onSeated(code, entry);
    });
  const sit = (seat: string | null) =>
    enter(words.join.entering, 'loi-cho', (secret, game, signal) => {
      const name = field('ten').value.trim();
      return trpc.classroom.join.mutate(
        { ...game, secret, seat, ...(found!.hasNames && name !== '' ? { name } : {}) },
        { signal },
      );
    });

  part('buoc-ma').addEventListener('submit', (event) => {
    event.preventDefault();
    const code = codeOf(field('ma').value);
    void find(code, code === asked.get('ma') ? (asked.get('k') ?? undefined) : undefined);
  });
  part('buoc-cho').addEventListener('submit', (event) => {
    event.preventDefault();
    const seat = field('so-ghe').value.trim().replace(/^0+/, '');
    if (seat !== '') return void sit(seat);
    part('loi-cho').textContent = words.join.seatMissing;
    field('so-ghe').focus();
  });
  part('con-vat').addEventListener('click', () => void sit(null));
  part('lay-lai').addEventListener('submit', (event) => {
    event.preventDefault();
    const resumeCode = codeOf(field('ma-cho').value);
    void enter(words.join.entering, 'loi-lay-lai', (secret, game, signal) =>
      trpc.classroom.resume.mutate({ ...game, secret, resumeCode }, { signal }),
    );
  });
  part('ma-khac').addEventListener('click', () => show('buoc-ma'));

  const code = asked.get('ma');
  if (code === null || code === '') return;
  field('ma').value = code;
  void find(codeOf(code), asked.get('k') ?? undefined);
}

/** Shows one of the two steps. */
function show(step: 'buoc-ma' | 'buoc-cho'): void {
  part('buoc-ma').hidden = step !== 'buoc-ma';
  part('cho').hidden = step !== 'buoc-cho';
  (step === 'buoc-ma' ? field('ma') : field('so-ghe')).focus();
}
