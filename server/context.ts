import { dayOf } from './calendar.ts';
import type { ClassroomStore } from './classroom/live/store.ts';
import type { Database } from './db.ts';
import type { Env } from './env.ts';
import type { ImageStore } from './image/store.ts';
import type { LawStore } from './law/store.ts';
import type { QuizStore } from './quiz/store.ts';
import type { Actor } from './staff/rules.ts';

/** What the process holds once and lends to every request. */
export type Services = {
  env: Env;
  db: Database;
  law: LawStore;
  images: ImageStore;
  quiz: QuizStore;
  classroom: ClassroomStore;
  now: () => Date;
};

/** One request: the services, the day it is answered on, who asks. */
export type Context = Services & {
  /** Calendar day in Asia/Ho_Chi_Minh. */
  today: string;
  /** Who is signed in at the desk; always null on public pages, which are the same for everybody. */
  actor: Actor | null;
};

export const createContext = (services: Services, actor: Actor | null = null): Context => ({
  ...services,
  today: dayOf(services.now()),
  actor,
});
