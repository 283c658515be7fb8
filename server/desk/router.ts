import { router, staffProcedure } from '../trpc.ts';
import { readHome } from './service.ts';

export const deskRouter = router({
  home: staffProcedure('desk.open').query(({ ctx }) => readHome(ctx)),
});
