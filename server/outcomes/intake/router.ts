import { router, staffProcedure } from '#server/trpc.ts';
import {
  AcceptInput,
  BatchesInput,
  BeginInput,
  BrokenRowsInput,
  CancelInput,
  ReadInput,
  RemapInput,
  SampleInput,
  TemplateInput,
} from './schema.ts';
import {
  acceptUpload,
  beginUpload,
  brokenRows,
  cancelUpload,
  intakeSample,
  intakeTemplate,
  listBatches,
  listSenderChoices,
  readUpload,
  remapUpload,
} from './service.ts';

const bring = staffProcedure('outcome.import');

export const intakeRouter = router({
  senders: bring.query(({ ctx }) => listSenderChoices(ctx)),
  begin: bring.input(BeginInput).mutation(({ ctx, input }) => beginUpload(ctx, input)),
  read: bring.input(ReadInput).query(({ ctx, input }) => readUpload(ctx, input)),
  remap: bring.input(RemapInput).mutation(({ ctx, input }) => remapUpload(ctx, input)),
  accept: bring.input(AcceptInput).mutation(({ ctx, input }) => acceptUpload(ctx, input)),
  cancel: bring.input(CancelInput).mutation(({ ctx, input }) => cancelUpload(ctx, input.id)),
  brokenRows: bring.input(BrokenRowsInput).query(({ ctx, input }) => brokenRows(ctx, input)),
  template: bring.input(TemplateInput).query(({ ctx, input }) => intakeTemplate(ctx, input)),
  sample: bring.input(SampleInput).query(({ input }) => intakeSample(input.format)),
  batches: staffProcedure('outcome.read')
    .input(BatchesInput)
    .query(({ ctx, input }) => listBatches(ctx, input)),
});
