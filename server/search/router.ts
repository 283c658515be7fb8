import { publicProcedure, router } from '../trpc.ts';
import { SearchInput, SuggestInput } from './schema.ts';
import { searchSite, suggestSite } from './service.ts';

export const searchRouter = router({
  find: publicProcedure.input(SearchInput).query(({ ctx, input }) => searchSite(ctx, input)),
  suggest: publicProcedure.input(SuggestInput).query(({ ctx, input }) => suggestSite(ctx, input)),
});
