import { ownProcedure, publicProcedure, router } from '../trpc.ts';
import { AnswerInput, AttemptInput, SetInput } from './schema.ts';
import {
  answerQuestion,
  listSets,
  listOwn,
  listShared,
  readAttempt,
  readSample,
  readSet,
  startAttempt,
} from './service.ts';

export const quizRouter = router({
  sets: publicProcedure.query(({ ctx }) => listSets(ctx)),
  shared: publicProcedure.query(({ ctx }) => listShared(ctx)),
  own: ownProcedure.query(({ ctx }) => listOwn(ctx)),
  set: publicProcedure.input(SetInput).query(({ ctx, input }) => readSet(ctx, input)),
  sample: publicProcedure.input(SetInput).query(({ ctx, input }) => readSample(ctx, input)),
  start: publicProcedure.input(SetInput).mutation(({ ctx, input }) => startAttempt(ctx, input)),
  attempt: publicProcedure.input(AttemptInput).query(({ ctx, input }) => readAttempt(ctx, input)),
  answer: publicProcedure.input(AnswerInput).mutation(({ ctx, input }) => answerQuestion(ctx, input)),
});
