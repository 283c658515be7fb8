import { router, staffProcedure } from '../trpc.ts';
import { EraseInput, TrailInput } from './schema.ts';
import { eraseSubject, listEvents, readTrailState, verifyNow } from './service.ts';

export const auditRouter = router({
  list: staffProcedure('audit.read')
    .input(TrailInput)
    .query(({ ctx, input }) => listEvents(ctx, input)),
  state: staffProcedure('audit.read').query(({ ctx }) => readTrailState(ctx)),
  verify: staffProcedure('audit.read').mutation(({ ctx }) => verifyNow(ctx)),
  erase: staffProcedure('privacy.erase')
    .input(EraseInput)
    .mutation(({ ctx, input }) => eraseSubject(ctx, input)),
});
