import { publicProcedure, router } from '../trpc.ts';
import { AnswerInput, QuestionInput } from './schema.ts';
import { answerQuestion, readQuestion } from './service.ts';

export const junctionRouter = router({
  question: publicProcedure.input(QuestionInput).query(({ ctx, input }) => readQuestion(ctx, input)),
  answer: publicProcedure.input(AnswerInput).query(({ ctx, input }) => answerQuestion(ctx, input)),
});
