import { publicProcedure, router, staffProcedure } from '../trpc.ts';
import { RotateInput } from './schema.ts';
import { listPublicKeys, readKeyStates, rotateKey } from './service.ts';

export const keysRouter = router({
  list: publicProcedure.query(({ ctx }) => listPublicKeys(ctx)),
  state: staffProcedure('key.rotate').query(({ ctx }) => readKeyStates(ctx)),
  rotate: staffProcedure('key.rotate')
    .input(RotateInput)
    .mutation(({ ctx, input }) => rotateKey(ctx, input)),
});
