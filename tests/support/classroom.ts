import { randomBytes } from 'node:crypto';
import type { TaskResponse } from '#content/schema.ts';
import { createContext, type Services } from '#server/context.ts';
import { createCaller } from '#server/router.ts';
import type { Actor } from '#server/staff/rules.ts';

import { withChoicesOnly } from './choices.ts';

type Caller = ReturnType<typeof createCaller>['classroom'];
type CreateInput = Parameters<Caller['create']>[0];
export type PlayerView = NonNullable<Awaited<ReturnType<Caller['wait']>>>['view'];
export type HostView = NonNullable<Awaited<ReturnType<Caller['hostWait']>>>['view'];

/** What a device makes for itself before it joins. */
export const newSecret = (): string => randomBytes(16).toString('base64url');

/** The procedures of live games, as somebody asks them of one process. */
export const classroomOf = (services: Services, actor: Actor | null = null, signal?: AbortSignal): Caller =>
  createCaller(createContext(services, actor), signal ? { signal } : {}).classroom;

/** A game with its host, over one process. */
export async function hostGame(
  services: Services,
  input: Partial<CreateInput> = {},
  actor: Actor | null = null,
) {
  const caller = () => classroomOf(services, actor);
  const game = await classroomOf(withChoicesOnly(services), actor).create({
    set: 'thcs',
    count: 5,
    seats: 50,
    ...input,
  });
  const look = async (): Promise<HostView> =>
    (await caller().hostWait({ ticket: game.ticket, since: null, timeoutMs: 0 }))!.view;
  const { hostCode } = game;
  return {
    ...game,
    look,
    act: async (action: Parameters<Caller['act']>[0]['action']) =>
      caller().act({ hostCode, seq: (await look()).seq, action }),
    players: () => caller().players({ hostCode }),
    results: () => caller().results({ hostCode }),
    remove: (playerId: string) => caller().remove({ hostCode, playerId }),
    setTime: (playerId: string, timePct: number) => caller().setTime({ hostCode, playerId, timePct }),
    join: (seat: string | null, more: { name?: string; secret?: string; from?: Services } = {}) =>
      joinAs(more.from ?? services, game.joinCode, seat, more),
  };
}
export type TestHost = Awaited<ReturnType<typeof hostGame>>;

async function joinAs(
  services: Services,
  code: string,
  seat: string | null,
  { name, secret = newSecret() }: { name?: string; secret?: string },
) {
  const entry = await classroomOf(services).join({
    code,
    seat,
    secret,
    ...(name === undefined ? {} : { name }),
  });
  return playerOf(services, entry);
}

/** A player's device over one process; `through` is the same device over another one. */
export function playerOf(services: Services, entry: Awaited<ReturnType<Caller['join']>>) {
  const { ticket, player } = entry;
  const look = async (): Promise<PlayerView> =>
    (await classroomOf(services).wait({ ticket, since: null, timeoutMs: 0 }))!.view;
  return {
    ...entry,
    playerId: player.split('.')[1]!,
    look,
    through: (other: Services) => playerOf(other, entry),
    answer: async (
      response: TaskResponse | number,
      more: { position?: number; ref?: string; clientId?: string } = {},
    ) => {
      const seen = more.position === undefined || more.ref === undefined ? (await look()).question : null;
      return classroomOf(services).answer({
        player,
        position: more.position ?? seen!.position,
        ref: more.ref ?? seen!.ref,
        clientId: more.clientId ?? newSecret(),
        response: typeof response === 'number' ? { kind: 'one', choice: response } : response,
      });
    },
  };
}
export type TestPlayer = ReturnType<typeof playerOf>;

/** Place of the right option of the question asked last, read from the rows. */
export async function rightChoice(services: Services, gameId: string): Promise<number> {
  const { position } = await services.db.prisma.game.findUniqueOrThrow({ where: { id: gameId } });
  const { asked } = await services.db.prisma.gameStep.findUniqueOrThrow({
    where: { gameId_position: { gameId, position } },
  });
  const { task, order } = asked as { task: { right: number }; order: number[] };
  return order.indexOf(task.right);
}
