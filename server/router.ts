import { classroomRouter } from './classroom/router.ts';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { auditRouter } from './audit/router.ts';
import { junctionRouter } from './junction/router.ts';
import { bankRouter } from './bank/router.ts';
import { publicationRouter } from './approval/router.ts';
import { bulletinRouter } from './bulletin/router.ts';
import type { Context } from './context.ts';
import { crashRouter } from './crash/router.ts';
import { deskRouter } from './desk/router.ts';
import { homeworkRouter } from './homework/router.ts';
import { keysRouter } from './keys/router.ts';
import { lawRouter } from './law/router.ts';
import { mediaRouter } from './media/router.ts';
import { outcomeRouter } from './outcomes/router.ts';
import { packageRouter } from './package/router.ts';
import { paperRouter } from './paper/router.ts';
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
  bank: bankRouter,
  bulletin: bulletinRouter,
  classroom: classroomRouter,
  crash: crashRouter,
  homework: homeworkRouter,
  junction: junctionRouter,
  keys: keysRouter,
  law: lawRouter,
  media: mediaRouter,
  desk: deskRouter,
  outcome: outcomeRouter,
  package: packageRouter,
  paper: paperRouter,
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

/** Answers `/api/trpc/<procedure>`: one procedure a request, so that no single request asks for a thousand answers. */
export const answerProcedure = (context: Context, request: Request): Promise<Response> =>
  fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: () => context,
    allowBatching: false,
    onError: ({ path, error }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR') console.error(path, error.cause ?? error);
    },
  });
