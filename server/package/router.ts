import { publicProcedure, router } from '../trpc.ts';
import { ReleaseNumberInput } from './schema.ts';
import { listReleases, readRelease } from './service.ts';

export const packageRouter = router({
  list: publicProcedure.query(({ ctx }) => listReleases(ctx)),
  read: publicProcedure.input(ReleaseNumberInput).query(({ ctx, input }) => readRelease(ctx, input)),
});
