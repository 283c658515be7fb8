import { auditRouter } from './audit/router.ts';
import { junctionRouter } from './junction/router.ts';
import { keysRouter } from './keys/router.ts';
import { publicationRouter } from './approval/router.ts';
import { deskRouter } from './desk/router.ts';
import { lawRouter } from './law/router.ts';
import { mediaRouter } from './media/router.ts';
import { quizRouter } from './quiz/router.ts';
import { searchRouter } from './search/router.ts';
import { accountRouter } from './staff/account/router.ts';
import { staffRouter } from './staff/router.ts';
import { sessionRouter } from './staff/session/router.ts';
import { teacherRouter } from './staff/teacher/router.ts';
import { unitsRouter } from './units/router.ts';
import { createCallerFactory, router } from './trpc.ts';

export const appRouter = router({
  account: accountRouter,
  audit: auditRouter,
  junction: junctionRouter,
  keys: keysRouter,
  law: lawRouter,
  media: mediaRouter,
  desk: deskRouter,
  publication: publicationRouter,
  quiz: quizRouter,
  search: searchRouter,
  session: sessionRouter,
  staff: staffRouter,
  teacher: teacherRouter,
  units: unitsRouter,
});
export type AppRouter = typeof appRouter;
/** Calls procedures from a page: `createCaller(Astro.locals.context)`. */
export const createCaller = createCallerFactory(appRouter);
