import { publicProcedure, router, staffProcedure } from '../trpc.ts';
import { ActInput, ChangesInput, InspectInput, LawViewInput, SearchInput } from './schema.ts';
import {
  inspectLaw,
  listActs,
  listChanges,
  listMarks,
  listVehicles,
  readAct,
  readLawView,
  searchLaw,
  suggestLaw,
} from './service.ts';

export const lawRouter = router({
  view: publicProcedure.input(LawViewInput).query(({ ctx, input }) => readLawView(ctx, input)),
  vehicles: publicProcedure.query(({ ctx }) => listVehicles(ctx)),
  acts: publicProcedure.query(({ ctx }) => listActs(ctx)),
  act: publicProcedure.input(ActInput).query(({ ctx, input }) => readAct(ctx, input)),
  search: publicProcedure.input(SearchInput).query(({ ctx, input }) => searchLaw(ctx, input)),
  suggest: publicProcedure.input(SearchInput).query(({ ctx, input }) => suggestLaw(ctx, input)),
  changes: publicProcedure.input(ChangesInput).query(({ ctx, input }) => listChanges(ctx, input)),
  marks: staffProcedure('publication.read').query(({ ctx }) => listMarks(ctx)),
  inspect: staffProcedure('publication.read')
    .input(InspectInput)
    .query(({ ctx, input }) => inspectLaw(ctx, input)),
});
