import { router, staffProcedure } from '../trpc.ts';
import { GrantInput, InviteInput, ListInput, RevokeInput, StaffInput } from './schema.ts';
import {
  disableStaff,
  enableStaff,
  endStaffSessions,
  grantRole,
  inviteStaff,
  listPeople,
  makeLink,
  readPerson,
  resetSecondFactor,
  revokeRole,
} from './service.ts';

const edit = staffProcedure('staff.edit').input(StaffInput);

/** People with an account, for those who administer them. */
export const staffRouter = router({
  list: staffProcedure('staff.read')
    .input(ListInput)
    .query(({ ctx, input }) => listPeople(ctx, input)),
  read: staffProcedure('staff.read')
    .input(StaffInput)
    .query(({ ctx, input }) => readPerson(ctx, input)),
  invite: staffProcedure('staff.invite')
    .input(InviteInput)
    .mutation(({ ctx, input }) => inviteStaff(ctx, input)),
  grant: staffProcedure('staff.edit')
    .input(GrantInput)
    .mutation(({ ctx, input }) => grantRole(ctx, input)),
  revoke: staffProcedure('staff.edit')
    .input(RevokeInput)
    .mutation(({ ctx, input }) => revokeRole(ctx, input)),
  disable: edit.mutation(({ ctx, input }) => disableStaff(ctx, input)),
  enable: edit.mutation(({ ctx, input }) => enableStaff(ctx, input)),
  link: edit.mutation(({ ctx, input }) => makeLink(ctx, input)),
  resetSecondFactor: edit.mutation(({ ctx, input }) => resetSecondFactor(ctx, input)),
  endSessions: edit.mutation(({ ctx, input }) => endStaffSessions(ctx, input)),
});
