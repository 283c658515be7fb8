import { publicProcedure, router } from '#server/trpc.ts';
import { ExportInput, ProvinceInput, ViewInput } from './schema.ts';
import { exportView, readFinding, readOverview, readView } from './service.ts';

export const figuresRouter = router({
  overview: publicProcedure.input(ProvinceInput).query(({ ctx, input }) => readOverview(ctx, input)),
  view: publicProcedure.input(ViewInput).query(({ ctx, input }) => readView(ctx, input)),
  finding: publicProcedure.query(({ ctx }) => readFinding(ctx)),
  export: publicProcedure.input(ExportInput).query(({ ctx, input }) => exportView(ctx, input)),
});
