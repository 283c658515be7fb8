import { lawRouter } from './law/router.ts';
import { mediaRouter } from './media/router.ts';
import { quizRouter } from './quiz/router.ts';
import { searchRouter } from './search/router.ts';
import { accountRouter } from './staff/account/router.ts';
import { createCallerFactory, router } from './trpc.ts';

export const appRouter = router({
  account: accountRouter,
  law: lawRouter,
  media: mediaRouter,
  quiz: quizRouter,
  search: searchRouter,
});
export type AppRouter = typeof appRouter;
/** Calls procedures from a page: `createCaller(Astro.locals.context)`. */
export const createCaller = createCallerFactory(appRouter);
