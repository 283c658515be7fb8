import { router, staffProcedure } from '#server/trpc.ts';
import { DraftInput, MonthsInput, PreparationInput, PrepareInput } from './schema.ts';
import {
  cancelPreparation,
  compareWithPublic,
  listMonths,
  prepareMonth,
  readDraft,
  readPreparation,
  readReport,
} from './service.ts';

const reader = staffProcedure('outcome.read');
const writer = staffProcedure('release.write');

/** What comes before a release; what is published goes through the workflow of publications, and readers find it among the packages. */
export const releaseRouter = router({
  months: reader.input(MonthsInput).query(({ ctx, input }) => listMonths(ctx, input)),
  preparation: reader.input(PreparationInput).query(({ ctx, input }) => readPreparation(ctx, input)),
  draft: reader.input(DraftInput).query(({ ctx, input }) => readDraft(ctx, input)),
  report: reader.input(DraftInput).query(({ ctx, input }) => readReport(ctx, input)),
  compare: reader.input(DraftInput).query(({ ctx, input }) => compareWithPublic(ctx, input)),
  prepare: writer.input(PrepareInput).mutation(({ ctx, input }) => prepareMonth(ctx, input)),
  cancelPrepare: writer.input(PreparationInput).mutation(({ ctx, input }) => cancelPreparation(ctx, input)),
});
