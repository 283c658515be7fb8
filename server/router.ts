import { classroomRouter } from './classroom/router.ts';
import { lawRouter } from './law/router.ts';
import { quizRouter } from './quiz/router.ts';
import { searchRouter } from './search/router.ts';
import { createCallerFactory, router } from './trpc.ts';

export const appRouter = router({
  classroom: classroomRouter,
  law: lawRouter,
  quiz: quizRouter,
  search: searchRouter,
});
export type AppRouter = typeof appRouter;
/** Calls procedures from a page: `createCaller(Astro.locals.context)`. */
export const createCaller = createCallerFactory(appRouter);
