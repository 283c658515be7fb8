import { publicProcedure, router, staffProcedure } from '../trpc.ts';
import {
  AnswerInput,
  ArchiveInput,
  AttemptInput,
  DueInput,
  ExportInput,
  FindInput,
  FreeInput,
  GiveInput,
  HomeworkInput,
  JoinInput,
  ListInput,
  QuestionInput,
  ResumeInput,
  SeatInput,
  SetInput,
} from './schema.ts';
import {
  answerQuestion,
  archiveHomework,
  closeHomework,
  exportHomework,
  findHomework,
  freeSeat,
  giveHomework,
  handIn,
  joinHomework,
  listHomework,
  listUnits,
  readAttempt,
  readHomeworkOf,
  readQuestion,
  readResult,
  readSetToGive,
  removeHomework,
  resumeHomework,
  setDue,
  startAttempt,
  viewSeat,
} from './service.ts';

const give = staffProcedure('homework.give');

export const homeworkRouter = router({
  // Pupils.
  find: publicProcedure.input(FindInput).query(({ ctx, input }) => findHomework(ctx, input)),
  join: publicProcedure.input(JoinInput).mutation(({ ctx, input }) => joinHomework(ctx, input)),
  resume: publicProcedure.input(ResumeInput).mutation(({ ctx, input }) => resumeHomework(ctx, input)),
  // These four change nothing; they are mutations so that what a device holds stays out of addresses.
  seat: publicProcedure.input(SeatInput).mutation(({ ctx, input }) => viewSeat(ctx, input)),
  attempt: publicProcedure.input(AttemptInput).mutation(({ ctx, input }) => readAttempt(ctx, input)),
  question: publicProcedure.input(QuestionInput).mutation(({ ctx, input }) => readQuestion(ctx, input)),
  result: publicProcedure.input(AttemptInput).mutation(({ ctx, input }) => readResult(ctx, input)),
  start: publicProcedure.input(SeatInput).mutation(({ ctx, input }) => startAttempt(ctx, input)),
  answer: publicProcedure.input(AnswerInput).mutation(({ ctx, input }) => answerQuestion(ctx, input)),
  handIn: publicProcedure.input(AttemptInput).mutation(({ ctx, input }) => handIn(ctx, input)),

  // Whoever gives it.
  toGive: give.input(SetInput).query(({ ctx, input }) => readSetToGive(ctx, input)),
  units: give.query(({ ctx }) => listUnits(ctx)),
  give: give.input(GiveInput).mutation(({ ctx, input }) => giveHomework(ctx, input)),
  list: give.input(ListInput).query(({ ctx, input }) => listHomework(ctx, input)),
  get: give.input(HomeworkInput).query(({ ctx, input }) => readHomeworkOf(ctx, input)),
  setDue: give.input(DueInput).mutation(({ ctx, input }) => setDue(ctx, input)),
  close: give.input(HomeworkInput).mutation(({ ctx, input }) => closeHomework(ctx, input)),
  archive: give.input(ArchiveInput).mutation(({ ctx, input }) => archiveHomework(ctx, input)),
  free: give.input(FreeInput).mutation(({ ctx, input }) => freeSeat(ctx, input)),
  remove: give.input(HomeworkInput).mutation(({ ctx, input }) => removeHomework(ctx, input)),
  export: give.input(ExportInput).query(({ ctx, input }) => exportHomework(ctx, input)),
});
