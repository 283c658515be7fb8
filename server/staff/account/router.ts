import { publicProcedure, router } from '#server/trpc.ts';
import { SecondFactorInput, SignInInput } from './schema.ts';
import { signIn, signOut, verifySecondFactor } from './service.ts';

/** Signing in, and one's own account. */
export const accountRouter = router({
  signIn: publicProcedure.input(SignInInput).mutation(({ ctx, input }) => signIn(ctx, input)),
  verifySecondFactor: publicProcedure
    .input(SecondFactorInput)
    .mutation(({ ctx, input }) => verifySecondFactor(ctx, input)),
  signOut: publicProcedure.mutation(({ ctx }) => signOut(ctx)),
});
