import { ownProcedure, publicProcedure, router } from '../trpc.ts';
import {
  ActInput,
  AnswerInput,
  CreateInput,
  ExportKeptInput,
  ExportResultsInput,
  FindInput,
  FollowInput,
  HostInput,
  JoinInput,
  PlayerInput,
  ReceiptInput,
  ResultInput,
  ResumeInput,
  TimeInput,
  WaitInput,
} from './schema.ts';
import {
  actOnGame,
  answerGame,
  createGame,
  deleteKept,
  exportKept,
  exportResults,
  findGame,
  followGame,
  followHost,
  joinGame,
  listKept,
  listPlayers,
  readKept,
  readOpening,
  readResults,
  removePlayer,
  resumeSeat,
  setTime,
  takeOver,
  verifyReceipt,
  waitForGame,
  waitForHost,
} from './service.ts';

export const classroomRouter = router({
  // Players.
  find: publicProcedure.input(FindInput).query(({ ctx, input }) => findGame(ctx, input)),
  join: publicProcedure.input(JoinInput).mutation(({ ctx, input }) => joinGame(ctx, input)),
  resume: publicProcedure.input(ResumeInput).mutation(({ ctx, input }) => resumeSeat(ctx, input)),
  answer: publicProcedure.input(AnswerInput).mutation(({ ctx, input }) => answerGame(ctx, input)),
  follow: publicProcedure
    .input(FollowInput)
    .subscription(({ ctx, input, signal }) => followGame(ctx, input, signal)),
  wait: publicProcedure.input(WaitInput).query(({ ctx, input }) => waitForGame(ctx, input)),
  verifyReceipt: publicProcedure.input(ReceiptInput).query(({ ctx, input }) => verifyReceipt(ctx, input)),

  // Whoever holds the host's code.
  opening: publicProcedure.query(({ ctx }) => readOpening(ctx)),
  create: publicProcedure.input(CreateInput).mutation(({ ctx, input }) => createGame(ctx, input)),
  takeOver: publicProcedure.input(HostInput).mutation(({ ctx, input }) => takeOver(ctx, input)),
  act: publicProcedure.input(ActInput).mutation(({ ctx, input }) => actOnGame(ctx, input)),
  // These three change nothing; they are mutations so that the host's code stays out of addresses.
  players: publicProcedure.input(HostInput).mutation(({ ctx, input }) => listPlayers(ctx, input)),
  results: publicProcedure.input(HostInput).mutation(({ ctx, input }) => readResults(ctx, input)),
  exportResults: publicProcedure
    .input(ExportResultsInput)
    .mutation(({ ctx, input }) => exportResults(ctx, input)),
  remove: publicProcedure.input(PlayerInput).mutation(({ ctx, input }) => removePlayer(ctx, input)),
  setTime: publicProcedure.input(TimeInput).mutation(({ ctx, input }) => setTime(ctx, input)),
  host: publicProcedure
    .input(FollowInput)
    .subscription(({ ctx, input, signal }) => followHost(ctx, input, signal)),
  hostWait: publicProcedure.input(WaitInput).query(({ ctx, input }) => waitForHost(ctx, input)),

  // A signed-in teacher.
  kept: ownProcedure.query(({ ctx }) => listKept(ctx)),
  keptGame: ownProcedure.input(ResultInput).query(({ ctx, input }) => readKept(ctx, input)),
  exportKept: ownProcedure.input(ExportKeptInput).query(({ ctx, input }) => exportKept(ctx, input)),
  deleteKept: ownProcedure.input(ResultInput).mutation(({ ctx, input }) => deleteKept(ctx, input)),
});
