import { publicProcedure, router, staffProcedure } from '../trpc.ts';
import {
  ChoicesInput,
  CreateInput,
  ListInput,
  NamedInput,
  NewestInput,
  ReadInput,
  SaveInput,
} from './schema.ts';
import {
  bulletinChoices,
  createBulletin,
  listBulletins,
  nameBulletin,
  newestBulletins,
  readBulletin,
  saveBulletin,
} from './service.ts';

/** Steps are those of every publication: `publication.step`. */
export const bulletinRouter = router({
  list: publicProcedure.input(ListInput).query(({ ctx, input }) => listBulletins(ctx, input)),
  read: publicProcedure.input(ReadInput).query(({ ctx, input }) => readBulletin(ctx, input)),
  newest: publicProcedure.input(NewestInput).query(({ ctx, input }) => newestBulletins(ctx, input)),
  named: staffProcedure('publication.read')
    .input(NamedInput)
    .query(({ ctx, input }) => nameBulletin(ctx, input)),
  choices: staffProcedure('publication.write')
    .input(ChoicesInput)
    .query(({ ctx, input }) => bulletinChoices(ctx, input)),
  create: staffProcedure('publication.write')
    .input(CreateInput)
    .mutation(({ ctx, input }) => createBulletin(ctx, input)),
  save: staffProcedure('publication.write')
    .input(SaveInput)
    .mutation(({ ctx, input }) => saveBulletin(ctx, input)),
});
