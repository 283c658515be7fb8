import { publicProcedure, router } from '../trpc.ts';
import { ViewInput } from './schema.ts';
import { readCrashes } from './service.ts';

export const crashRouter = router({
  figures: publicProcedure.input(ViewInput).query(({ ctx, input }) => readCrashes(ctx, input)),
});
