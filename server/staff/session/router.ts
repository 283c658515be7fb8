import { publicProcedure, router } from '#server/trpc.ts';
import { AcceptInput, CodeInput, LinkInput, ResetInput, SignInInput } from './schema.ts';
import { acceptLink, readLink, requestReset, signIn, signOut, verifySecondFactor } from './service.ts';

/** Getting in: whoever calls these is not signed in yet, or no longer. */
export const sessionRouter = router({
  signIn: publicProcedure.input(SignInInput).mutation(({ ctx, input }) => signIn(ctx, input)),
  verifySecondFactor: publicProcedure
    .input(CodeInput)
    .mutation(({ ctx, input }) => verifySecondFactor(ctx, input)),
  signOut: publicProcedure.mutation(({ ctx }) => signOut(ctx)),
  requestReset: publicProcedure.input(ResetInput).mutation(({ ctx, input }) => requestReset(ctx, input)),
  readLink: publicProcedure.input(LinkInput).query(({ ctx, input }) => readLink(ctx, input)),
  acceptLink: publicProcedure.input(AcceptInput).mutation(({ ctx, input }) => acceptLink(ctx, input)),
});
