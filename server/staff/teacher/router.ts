import { ownProcedure, publicProcedure, router, staffProcedure } from '#server/trpc.ts';
import { OfferInput, RefuseInput, RegisterInput, RequestInput } from './schema.ts';
import {
  acceptOffer,
  confirmTeacher,
  listTeacherRequests,
  readOffer,
  refuseTeacher,
  registerTeacher,
} from './service.ts';

/** Teachers who ask to be let in by their school. */
export const teacherRouter = router({
  register: publicProcedure.input(RegisterInput).mutation(({ ctx, input }) => registerTeacher(ctx, input)),
  list: staffProcedure('teacher.confirm').query(({ ctx }) => listTeacherRequests(ctx)),
  confirm: staffProcedure('teacher.confirm')
    .input(RequestInput)
    .mutation(({ ctx, input }) => confirmTeacher(ctx, input)),
  refuse: staffProcedure('teacher.confirm')
    .input(RefuseInput)
    .mutation(({ ctx, input }) => refuseTeacher(ctx, input)),
  readOffer: ownProcedure.input(OfferInput).query(({ ctx, input }) => readOffer(ctx, input)),
  accept: ownProcedure.input(OfferInput).mutation(({ ctx, input }) => acceptOffer(ctx, input)),
});
