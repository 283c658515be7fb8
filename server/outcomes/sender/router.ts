import { router, staffProcedure } from '#server/trpc.ts';
import { CloseSenderInput, CreateKeyInput, CreateSenderInput, EndKeyInput } from './schema.ts';
import { closeSender, createSender, createSenderKey, endSenderKey, listSenders } from './service.ts';

const manage = staffProcedure('sender.manage');

export const senderRouter = router({
  list: manage.query(({ ctx }) => listSenders(ctx)),
  create: manage.input(CreateSenderInput).mutation(({ ctx, input }) => createSender(ctx, input)),
  close: manage.input(CloseSenderInput).mutation(({ ctx, input }) => closeSender(ctx, input.id)),
  createKey: manage.input(CreateKeyInput).mutation(({ ctx, input }) => createSenderKey(ctx, input)),
  endKey: manage.input(EndKeyInput).mutation(({ ctx, input }) => endSenderKey(ctx, input)),
});
