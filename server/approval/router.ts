import { publicProcedure, router, staffProcedure } from '../trpc.ts';
import {
  CompareInput,
  CreateInput,
  DiffInput,
  ListInput,
  PublicationInput,
  PublishedInput,
  PublishedListInput,
  RestoreInput,
  SaveInput,
  StepInput,
} from './schema.ts';
import {
  comparePublication,
  createPublication,
  diffVersions,
  listPublications,
  listPublished,
  listVersions,
  readPublication,
  readPublished,
  restoreVersion,
  savePublication,
  takeStep,
} from './service.ts';

/** Reading is asked of everybody here; which step needs which permission is the kind's (kinds.ts), and asked over its unit. */
const reader = staffProcedure('publication.read');
const doer = staffProcedure('publication.step');

export const publicationRouter = router({
  list: reader.input(ListInput).query(({ ctx, input }) => listPublications(ctx, input)),
  get: reader.input(PublicationInput).query(({ ctx, input }) => readPublication(ctx, input)),
  versions: reader.input(PublicationInput).query(({ ctx, input }) => listVersions(ctx, input)),
  diff: reader.input(DiffInput).query(({ ctx, input }) => diffVersions(ctx, input)),
  compare: reader.input(CompareInput).query(({ ctx, input }) => comparePublication(ctx, input)),
  create: doer.input(CreateInput).mutation(({ ctx, input }) => createPublication(ctx, input)),
  save: doer.input(SaveInput).mutation(({ ctx, input }) => savePublication(ctx, input)),
  step: doer.input(StepInput).mutation(({ ctx, input }) => takeStep(ctx, input)),
  restore: doer.input(RestoreInput).mutation(({ ctx, input }) => restoreVersion(ctx, input)),
  listPublished: publicProcedure
    .input(PublishedListInput)
    .query(({ ctx, input }) => listPublished(ctx, input)),
  readPublished: publicProcedure.input(PublishedInput).query(({ ctx, input }) => readPublished(ctx, input)),
});
