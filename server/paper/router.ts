import { publicProcedure, router } from '../trpc.ts';
import { CreatePaperInput, MadePaperInput, OfferInput, PaperInput } from './schema.ts';
import { checkPaper, createPaper, readMade, readOffer } from './service.ts';

export const paperRouter = router({
  offer: publicProcedure.input(OfferInput).query(({ ctx, input }) => readOffer(ctx, input)),
  create: publicProcedure.input(CreatePaperInput).mutation(({ ctx, input }) => createPaper(ctx, input)),
  check: publicProcedure.input(PaperInput).query(({ ctx, input }) => checkPaper(ctx, input)),
  made: publicProcedure.input(MadePaperInput).query(({ ctx, input }) => readMade(ctx, input)),
});
