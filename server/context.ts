import type { EmbargoStore } from './approval/embargo.ts';
import type { KindHandlers } from './approval/handler.ts';
import type { Workflow } from './approval/workflow.ts';
import type { BankStore } from './bank/store.ts';
import type { BulletinStore } from './bulletin/store.ts';
import { dayOf } from './calendar.ts';
import type { ClassroomStore } from './classroom/live/store.ts';
import type { Database } from './db.ts';
import type { DeskSource } from './desk/source.ts';
import type { FactCheck, FactMark } from './disclosure/facts.ts';
import type { Env } from './env.ts';
import type { HomeworkStore } from './homework/store.ts';
import type { ImageStore } from './image/store.ts';
import type { Keys } from './keys/ring.ts';
import type { LawStore } from './law/store.ts';
import type { MediaStore } from './media/store.ts';
import type { IntakeStore } from './outcomes/intake/store.ts';
import type { ReleaseStore } from './outcomes/release/store.ts';
import type { PaperStore } from './paper/store.ts';
import type { QuizStore } from './quiz/store.ts';
import type { Actor } from './staff/rules.ts';
import type { StaffStore } from './staff/store.ts';
import type { ImportJobs } from './units/jobs.ts';

/** What the process holds once and lends to every request. */
export type Services = {
  env: Env;
  db: Database;
  law: LawStore;
  images: ImageStore;
  keys: Keys;
  media: MediaStore;
  quiz: QuizStore;
  bank: BankStore;
  classroom: ClassroomStore;
  paper: PaperStore;
  homework: HomeworkStore;
  bulletins: BulletinStore;
  /** Whether something can be told beside all that was released. */
  checkFacts: FactCheck;
  /** Whether something was released or told since. */
  factMark: FactMark;
  embargo: EmbargoStore;
  /** Releases of outcomes, and their preparation. */
  releases: ReleaseStore;
  /** What each kind of publication brings into the workflow. */
  publications: KindHandlers;
  /** The steps of that workflow, for rooms that take them for somebody. */
  workflow: Workflow;
  /** What each room puts on the first page of the desk. */
  deskSources: readonly DeskSource[];
  staff: StaffStore;
  unitImports: ImportJobs;
  /** Files of outcomes on their way in. */
  intake: IntakeStore;
  now: () => Date;
};

/** From where a private page is asked, and the way back for cookies. */
export type Visit = {
  /** Address of the client, as far as it can be known. */
  address: string;
  /** What the desk looks at of the headers sent: cookies, the browser's name, the origin. */
  headers: Headers;
  /** Sends a cookie with the answer; a whole Set-Cookie line. */
  setCookie(cookie: string): void;
};

/** One request: the services, the day it is answered on, who asks. */
export type Context = Services & {
  /** Calendar day in Asia/Ho_Chi_Minh. */
  today: string;
  /** Who is signed in at the desk; always null on public pages, which are the same for everybody. */
  actor: Actor | null;
  /** null where a public page is shown, and outside of any request. */
  visit: Visit | null;
};

/** A context in which somebody is signed in. */
export type StaffContext = Context & { actor: Actor };

export const createContext = (
  services: Services,
  actor: Actor | null = null,
  visit: Visit | null = null,
): Context => ({
  ...services,
  today: dayOf(services.now()),
  actor,
  visit,
});
