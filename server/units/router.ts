import { publicProcedure, router, staffProcedure } from '../trpc.ts';
import {
  AcceptInput,
  BeginImportInput,
  BrokenRowsInput,
  CancelInput,
  CodeInput,
  CreateInput,
  EndInput,
  ExportInput,
  FindInput,
  HeadcountInput,
  ImportInput,
  ListInput,
  MergeInput,
  MoveInput,
  PreviewInput,
  RenameInput,
  SplitInput,
  TemplateInput,
} from './schema.ts';
import {
  acceptImport,
  beginImport,
  brokenRows,
  cancelImport,
  changeUnits,
  exportUnits,
  findUnits,
  importTemplate,
  listUnits,
  previewChange,
  publicCodes,
  readImport,
  readPublicUnit,
  readUnit,
  setHeadcount,
} from './service.ts';

const edit = staffProcedure('unit.edit');
const bring = staffProcedure('unit.import');

export const unitsRouter = router({
  public: publicProcedure.input(CodeInput).query(({ ctx, input }) => readPublicUnit(ctx, input.code)),
  find: publicProcedure.input(FindInput).query(({ ctx, input }) => findUnits(ctx, input.query)),
  publicCodes: publicProcedure.query(({ ctx }) => publicCodes(ctx)),

  list: staffProcedure('unit.read')
    .input(ListInput)
    .query(({ ctx, input }) => listUnits(ctx, input)),
  get: staffProcedure('unit.read')
    .input(CodeInput)
    .query(({ ctx, input }) => readUnit(ctx, input.code)),

  preview: edit.input(PreviewInput).query(({ ctx, input }) => previewChange(ctx, input)),
  create: edit
    .input(CreateInput)
    .mutation(({ ctx, input: { mark, ...given } }) => changeUnits(ctx, { kind: 'create', given }, mark)),
  rename: edit
    .input(RenameInput)
    .mutation(({ ctx, input: { mark, ...given } }) => changeUnits(ctx, { kind: 'rename', given }, mark)),
  move: edit
    .input(MoveInput)
    .mutation(({ ctx, input: { mark, ...given } }) => changeUnits(ctx, { kind: 'move', given }, mark)),
  merge: edit
    .input(MergeInput)
    .mutation(({ ctx, input: { mark, ...given } }) => changeUnits(ctx, { kind: 'merge', given }, mark)),
  split: edit
    .input(SplitInput)
    .mutation(({ ctx, input: { mark, ...given } }) => changeUnits(ctx, { kind: 'split', given }, mark)),
  end: edit
    .input(EndInput)
    .mutation(({ ctx, input: { mark, ...given } }) => changeUnits(ctx, { kind: 'end', given }, mark)),
  setHeadcount: edit.input(HeadcountInput).mutation(({ ctx, input }) => setHeadcount(ctx, input)),

  template: bring.input(TemplateInput).query(({ ctx, input }) => importTemplate(ctx, input.format)),
  beginImport: bring.input(BeginImportInput).mutation(({ ctx, input }) => beginImport(ctx, input)),
  readImport: bring.input(ImportInput).query(({ ctx, input }) => readImport(ctx, input)),
  brokenRows: bring.input(BrokenRowsInput).query(({ ctx, input }) => brokenRows(ctx, input)),
  acceptImport: bring.input(AcceptInput).mutation(({ ctx, input }) => acceptImport(ctx, input)),
  cancelImport: bring.input(CancelInput).mutation(({ ctx, input }) => cancelImport(ctx, input.id)),

  export: staffProcedure('unit.export')
    .input(ExportInput)
    .mutation(({ ctx, input }) => exportUnits(ctx, input)),
});
