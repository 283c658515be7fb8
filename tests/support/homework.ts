import { randomBytes } from 'node:crypto';
import type { TaskResponse } from '#content/schema.ts';
import { createContext, type Services } from '#server/context.ts';
import { createCaller } from '#server/router.ts';
import type { Actor } from '#server/staff/rules.ts';
import { actorWith } from './app.ts';
import { withChoicesOnly } from './choices.ts';

type Caller = ReturnType<typeof createCaller>['homework'];
type GiveInput = Parameters<Caller['give']>[0];

export const TEACHER = actorWith('teacher', null, '00000000-0000-7000-8000-0000000000aa');
const newKey = (): string => randomBytes(16).toString('base64url');

/** The procedures of homework, as somebody asks them. */
export const homeworkOf = (services: Services, actor: Actor | null = null): Caller =>
  createCaller(createContext(services, actor)).homework;

/** A homework of five questions that is due at an instant, with whoever gave it. */
export async function giveHomework(
  services: Services,
  dueAt: Date,
  input: Partial<GiveInput> = {},
  actor: Actor = TEACHER,
) {
  const teacher = () => homeworkOf(services, actor);
  const { id, code } = await homeworkOf(withChoicesOnly(services), actor).give({
    set: 'thcs',
    title: 'Lớp 8A: đi xe đạp',
    count: 5,
    opensAt: null,
    dueAt: dueAt.toISOString(),
    attempts: null,
    counting: 'best',
    keyShown: 'hand-in',
    seats: 50,
    limitMinutes: null,
    isKept: true,
    unitId: null,
    ...input,
  });
  return {
    id,
    code,
    teacher,
    view: () => teacher().get({ id }),
    join: async (seat: string | null, formKey = newKey()) =>
      pupilOf(services, code, await homeworkOf(services).join({ code, seat, formKey })),
    resume: async (resumeCode: string) =>
      pupilOf(services, code, await homeworkOf(services).resume({ code, resumeCode })),
  };
}

/** A pupil at one device. */
function pupilOf(services: Services, code: string, entry: Awaited<ReturnType<Caller['join']>>) {
  const { token } = entry;
  const caller = () => homeworkOf(services);
  const rightIn = (number: number, position: number) => rightResponse(services, token, number, position);
  return {
    ...entry,
    look: () => caller().seat({ code, token }),
    start: async () => (await caller().start({ code, token })).number,
    attempt: (number: number) => caller().attempt({ code, token, number }),
    question: (number: number, position: number) => caller().question({ code, token, number, position }),
    result: (number: number) => caller().result({ code, token, number }),
    handIn: (number: number) => caller().handIn({ code, token, number }),
    answer: (number: number, position: number, response: TaskResponse, clientId = newKey()) =>
      caller().answer({ code, token, number, position, clientId, response }),
    rightIn,
    wrongIn: async (number: number, position: number): Promise<TaskResponse> => {
      const right = await rightIn(number, position);
      return { kind: 'one', choice: right.choice === 0 ? 1 : 0 };
    },
  };
}

/** The right choice of a question with one, read from the rows, as the rules of the server mix it. */
async function rightResponse(services: Services, token: string, number: number, position: number) {
  const { drawOrder } = await import('#server/quiz/rules.ts');
  const { seedAt } = await import('#server/homework/rules.ts');
  const { prisma } = services.db;
  const seatId = token.split('.')[0]!;
  const { seed, seat } = await prisma.homeworkAttempt.findUniqueOrThrow({
    where: { seatId_number: { seatId, number } },
    include: { seat: true },
  });
  const { question } = await prisma.homeworkQuestion.findUniqueOrThrow({
    where: { homeworkId_position: { homeworkId: seat.homeworkId, position } },
  });
  const { task } = question as { task: { kind: 'one'; right: number; options: [] } };
  const choice = drawOrder(task, seedAt(seed, position)).indexOf(task.right);
  return { kind: 'one' as const, choice };
}
