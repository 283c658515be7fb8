import { publicProcedure, router, staffProcedure } from '#server/trpc.ts';
import {
  DraftInput,
  MonthsInput,
  PreparationInput,
  PrepareInput,
  ReleaseInput,
  ReleaseListInput,
} from './schema.ts';
import {
  cancelPreparation,
  compareWithPublic,
  currentContents,
  listMonths,
  listReleases,
  prepareMonth,
  provincesWithReleases,
  readDraft,
  readPreparation,
  readRelease,
  readReport,
} from './service.ts';

const reader = staffProcedure('outcome.read');
const writer = staffProcedure('release.write');

/** What is published goes through the workflow of publications; here is what comes before it and what readers see after. */
export const releaseRouter = router({
  list: publicProcedure.input(ReleaseListInput).query(({ ctx, input }) => listReleases(ctx, input)),
  read: publicProcedure.input(ReleaseInput).query(({ ctx, input }) => readRelease(ctx, input)),
  current: publicProcedure.input(ReleaseListInput).query(({ ctx, input }) => currentContents(ctx, input)),
  provinces: publicProcedure.query(({ ctx }) => provincesWithReleases(ctx)),

  months: reader.input(MonthsInput).query(({ ctx, input }) => listMonths(ctx, input)),
  preparation: reader.input(PreparationInput).query(({ ctx, input }) => readPreparation(ctx, input)),
  draft: reader.input(DraftInput).query(({ ctx, input }) => readDraft(ctx, input)),
  report: reader.input(DraftInput).query(({ ctx, input }) => readReport(ctx, input)),
  compare: reader.input(DraftInput).query(({ ctx, input }) => compareWithPublic(ctx, input)),
  prepare: writer.input(PrepareInput).mutation(({ ctx, input }) => prepareMonth(ctx, input)),
  cancelPrepare: writer.input(PreparationInput).mutation(({ ctx, input }) => cancelPreparation(ctx, input)),
});
