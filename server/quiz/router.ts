import { publicProcedure, router } from '../trpc.ts';
import { AnswerInput, AttemptInput, SetInput } from './schema.ts';
import { answerQuestion, listSets, readAttempt, readSample, readSet, startAttempt } from './service.ts';

export const quizRouter = router({
  sets: publicProcedure.query(({ ctx }) => listSets(ctx)),
  set: publicProcedure.input(SetInput).query(({ ctx, input }) => readSet(ctx, input)),
  sample: publicProcedure.input(SetInput).query(({ ctx, input }) => readSample(ctx, input)),
  start: publicProcedure.input(SetInput).mutation(({ ctx, input }) => startAttempt(ctx, input)),
  attempt: publicProcedure.input(AttemptInput).query(({ ctx, input }) => readAttempt(ctx, input)),
  answer: publicProcedure.input(AnswerInput).mutation(({ ctx, input }) => answerQuestion(ctx, input)),
});
