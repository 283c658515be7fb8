import { ownProcedure, router } from '#server/trpc.ts';
import {
  ChangePasswordInput,
  CodeInput,
  OwnedInput,
  PasswordInput,
  ProofInput,
  RenameInput,
} from './schema.ts';
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endOtherSessions,
  endOwnSession,
  readOwnAccount,
  readPendingSecondFactor,
  readSecurityReset,
  removePasskey,
  removeSecondFactor,
  renameSelf,
  renewRecoveryCodes,
} from './service.ts';

/** One's own account. */
export const accountRouter = router({
  read: ownProcedure.query(({ ctx }) => readOwnAccount(ctx)),
  securityReset: ownProcedure.query(({ ctx }) => readSecurityReset(ctx)),
  rename: ownProcedure.input(RenameInput).mutation(({ ctx, input }) => renameSelf(ctx, input)),
  changePassword: ownProcedure
    .input(ChangePasswordInput)
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
  beginSecondFactor: ownProcedure
    .input(PasswordInput)
    .mutation(({ ctx, input }) => beginSecondFactor(ctx, input)),
  pendingSecondFactor: ownProcedure.query(({ ctx }) => readPendingSecondFactor(ctx)),
  confirmSecondFactor: ownProcedure
    .input(CodeInput)
    .mutation(({ ctx, input }) => confirmSecondFactor(ctx, input)),
  removeSecondFactor: ownProcedure
    .input(ProofInput)
    .mutation(({ ctx, input }) => removeSecondFactor(ctx, input)),
  renewRecoveryCodes: ownProcedure
    .input(ProofInput)
    .mutation(({ ctx, input }) => renewRecoveryCodes(ctx, input)),
  endSession: ownProcedure.input(OwnedInput).mutation(({ ctx, input }) => endOwnSession(ctx, input)),
  endOtherSessions: ownProcedure.mutation(({ ctx }) => endOtherSessions(ctx)),
  removePasskey: ownProcedure.input(OwnedInput).mutation(({ ctx, input }) => removePasskey(ctx, input)),
});
