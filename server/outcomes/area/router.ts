import { router, staffProcedure } from '#server/trpc.ts';
import { AreaListInput, AreaMoveInput, AreaSaveInput } from './schema.ts';
import { listAreas, moveCommune, saveArea } from './service.ts';

const edit = staffProcedure('area.edit');

export const areaRouter = router({
  list: staffProcedure('unit.read')
    .input(AreaListInput)
    .query(({ ctx, input }) => listAreas(ctx, input)),
  save: edit.input(AreaSaveInput).mutation(({ ctx, input }) => saveArea(ctx, input)),
  move: edit.input(AreaMoveInput).mutation(({ ctx, input }) => moveCommune(ctx, input)),
});
