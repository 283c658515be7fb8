import { dayOf } from './calendar.ts';
import type { Database } from './db.ts';
import type { Env } from './env.ts';
import type { ImageStore } from './image/store.ts';
import type { LawStore } from './law/store.ts';
import type { QuizStore } from './quiz/store.ts';

/** What the process holds once and lends to every request. */
export type Services = {
  env: Env;
  db: Database;
  law: LawStore;
  images: ImageStore;
  quiz: QuizStore;
  now: () => Date;
};

/** One request: the services and the day it is answered on. */
export type Context = Services & {
  /** Calendar day in Asia/Ho_Chi_Minh. */
  today: string;
};

export const createContext = (services: Services): Context => ({ ...services, today: dayOf(services.now()) });
