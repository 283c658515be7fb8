import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCaller } from '#server/router.ts';
import { SampleAccountError, settleSampleAccounts } from '#server/staff/sample.ts';
import { ROLES, type Role } from '#server/staff/rules.ts';
import { fillSampleUnits } from '#server/units/sample.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';
import { makeAccount, makeUnit, PASSWORD, refusalOf, signedIn, visitorOf } from '#tests/support/staff.ts';

/** Two provinces; a school in the first. */
let app: TestApp;
let north: string;
let south: string;
beforeAll(async () => {
  app = await openTestApp();
  north = await makeUnit(app, 'NORTH');
  await makeUnit(app, 'SCHOOL', 'school', north);
  south = await makeUnit(app, 'SOUTH');
});
afterAll(() => app.close());

const adminOf = (unitId: string | null) => createCaller(app.context(actorWith('admin', unitId)));
const rolesOf = async (staffId: string) =>
  (await app.services.db.prisma.staffAssignment.findMany({ where: { staffId } })).map(({ role, unitId }) => ({
    role,
    unitId,
  }));
const FORBIDDEN = { code: 'FORBIDDEN' };

test('an administrator of a province gives roles in it and below, and nowhere else', async () => {
  const { id } = await makeAccount(app, [{ role: 'writer', unitId: north }]);
  const grant = (role: Role, unitCode: string) =>
    refusalOf(adminOf(north).staff.grant({ id, role, unitCode }));
  expect(await grant('teacher', 'SCHOOL')).toBeNull();
  expect(await grant('approver', ' no.rth ')).toBeNull();
  expect(await grant('writer', 'SOUTH')).toMatchObject(FORBIDDEN);
  expect(await grant('writer', '')).toMatchObject(FORBIDDEN);
  expect(await grant('admin', '')).toMatchObject(FORBIDDEN);
  expect(await rolesOf(id)).toHaveLength(3);
});

test('an administrator of a province invites into it only', async () => {
  const invite = (unitCode: string, role: Role = 'writer') =>
    refusalOf(
      adminOf(north).staff.invite({
        email: `${unitCode || 'all'}@moi.example`,
        name: 'Người mới',
        role,
        unitCode,
      }),
    );
  expect(await invite('SCHOOL')).toBeNull();
  expect(await invite('SOUTH')).toMatchObject(FORBIDDEN);
  expect(await invite('', 'admin')).toMatchObject(FORBIDDEN);
  expect(await invite('NOWHERE')).toMatchObject({ code: 'NOT_FOUND' });
});

test('an account with a role beyond the province is not the province’s to close, to open or to give a password', async () => {
  const { id } = await makeAccount(app, [
    { role: 'writer', unitId: north },
    { role: 'writer', unitId: south },
  ]);
  const { staff } = adminOf(north);
  for (const act of [staff.disable, staff.enable, staff.link, staff.resetSecondFactor, staff.endSessions])
    expect(await refusalOf(act({ id }))).toMatchObject(FORBIDDEN);
  expect((await staff.read({ id })).isWhollyInScope).toBe(false);
});

test('a teacher’s role elsewhere puts nobody out of reach of their own province', async () => {
  const both = await makeAccount(app, [
    { role: 'writer', unitId: north },
    { role: 'teacher', unitId: south },
  ]);
  const { staff } = adminOf(north);
  for (const act of [staff.endSessions, staff.resetSecondFactor, staff.disable, staff.enable])
    expect(await refusalOf(act({ id: both.id }))).toBeNull();
  const [home, away] = [adminOf(north).staff, adminOf(south).staff];
  expect(await refusalOf(away.disable({ id: both.id }))).toMatchObject(FORBIDDEN);

  const teacher = await makeAccount(app, [
    { role: 'teacher', unitId: north },
    { role: 'teacher', unitId: south },
  ]);
  for (const { disable } of [home, away])
    expect(await refusalOf(disable({ id: teacher.id }))).toMatchObject(FORBIDDEN);
});

test('the account of whoever administers everything is out of a province’s sight', async () => {
  const { id } = await makeAccount(app, [{ role: 'admin', unitId: null }]);
  const { staff } = adminOf(north);
  for (const act of [staff.read, staff.disable, staff.link, staff.resetSecondFactor])
    expect(await refusalOf(act({ id }))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refusalOf(staff.grant({ id, role: 'writer', unitCode: 'NORTH' }))).toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('a role of somebody else’s, or out of scope, is not taken away by editing the request', async () => {
  const here = await makeAccount(app, [
    { role: 'writer', unitId: north },
    { role: 'writer', unitId: south },
  ]);
  const there = await makeAccount(app, [{ role: 'writer', unitId: south }]);
  const held = await app.services.db.prisma.staffAssignment.findMany({
    where: { staffId: { in: [here.id, there.id] }, unitId: south },
  });
  const { staff } = adminOf(north);
  const outOfScope = held.find(({ staffId }) => staffId === here.id)!;
  const foreign = held.find(({ staffId }) => staffId === there.id)!;
  expect(await refusalOf(staff.revoke({ id: here.id, assignmentId: outOfScope.id }))).toMatchObject(
    FORBIDDEN,
  );
  expect(await refusalOf(staff.revoke({ id: here.id, assignmentId: foreign.id }))).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await rolesOf(there.id)).toHaveLength(1);
});

test('nobody changes their own roles or account', async () => {
  const { id, email } = await makeAccount(app, [{ role: 'admin', unitId: null }], { twoFactorEnabled: true });
  const actor = { ...actorWith('admin', null, id), email };
  const { staff } = createCaller(app.context(actor));
  const [own] = (await staff.read({ id })).assignments;
  expect(await refusalOf(staff.grant({ id, role: 'approver', unitCode: '' }))).toMatchObject(FORBIDDEN);
  expect(await refusalOf(staff.revoke({ id, assignmentId: own!.id }))).toMatchObject(FORBIDDEN);
  for (const act of [staff.disable, staff.link, staff.resetSecondFactor])
    expect(await refusalOf(act({ id }))).toMatchObject(FORBIDDEN);
});

test.each(ROLES.filter((role) => role !== 'admin'))('a %s hands out nothing', async (role) => {
  const { id } = await makeAccount(app, [{ role: 'writer', unitId: null }]);
  const { staff } = createCaller(app.context(actorWith(role)));
  expect(await refusalOf(staff.grant({ id, role, unitCode: '' }))).toMatchObject(FORBIDDEN);
  expect(await refusalOf(staff.link({ id }))).toMatchObject(FORBIDDEN);
});

test('a field that the form does not have is refused, not stored', async () => {
  const { id } = await makeAccount(app);
  const caller = await (await signedIn(app, (await makeAccount(app)).email)).caller();
  const edited = { name: 'Tên mới', role: 'admin', isSample: true, id } as { name: string };
  expect(await refusalOf(caller.account.rename(edited))).toMatchObject({ code: 'BAD_REQUEST' });
});

test('a change of roles ends the sessions of that person, and of nobody else', async () => {
  const changed = await makeAccount(app, [{ role: 'writer', unitId: north }]);
  const other = await makeAccount(app, [{ role: 'writer', unitId: north }]);
  const [visitor, stranger] = [await signedIn(app, changed.email), await signedIn(app, other.email)];
  await adminOf(null).staff.grant({ id: changed.id, role: 'teacher', unitCode: 'SCHOOL' });
  expect((await visitor.context()).actor).toBeNull();
  const again = await signedIn(app, changed.email);
  const [held] = await app.services.db.prisma.staffAssignment.findMany({ where: { staffId: changed.id } });
  await adminOf(null).staff.revoke({ id: changed.id, assignmentId: held!.id });
  expect((await again.context()).actor).toBeNull();
  expect((await stranger.context()).actor).not.toBeNull();
});

test('a closed account gets in no more, an opened one does again', async () => {
  const { id, email } = await makeAccount(app, [{ role: 'writer', unitId: north }]);
  const visitor = await signedIn(app, email);
  await adminOf(north).staff.disable({ id });
  expect((await visitor.context()).actor).toBeNull();
  const signIn = async () =>
    refusalOf((await visitorOf(app).caller()).session.signIn({ email, password: PASSWORD }));
  expect(await signIn()).toMatchObject({ code: 'UNAUTHORIZED' });
  await adminOf(north).staff.enable({ id });
  expect(await signIn()).toBeNull();
});

test('the last administrator of everything stays, also when two go at once', async () => {
  const { prisma } = app.services.db;
  await prisma.staffAssignment.deleteMany({ where: { role: 'admin', unitId: null } });
  const pair = await Promise.all(
    [1, 2].map(() => makeAccount(app, [{ role: 'admin', unitId: null }], { twoFactorEnabled: true })),
  );
  const refusals = await Promise.all(pair.map(({ id }) => refusalOf(adminOf(null).staff.disable({ id }))));
  expect(refusals.filter((refused) => refused === null)).toHaveLength(1);
  const left = pair[refusals.findIndex((refused) => refused !== null)]!;
  const [role] = await prisma.staffAssignment.findMany({ where: { staffId: left.id } });
  expect(await refusalOf(adminOf(null).staff.revoke({ id: left.id, assignmentId: role!.id }))).toMatchObject({
    code: 'CONFLICT',
  });
  expect(await refusalOf(adminOf(null).staff.disable({ id: left.id }))).toMatchObject({ code: 'CONFLICT' });
});

test('a list holds who has a role in scope, found without marks, ordered by given name', async () => {
  const only = [{ role: 'committee-office' as const, unitId: south }];
  for (const name of ['Trần Đức Ánh', 'Lê Văn Bình', 'Ngô Thị An']) await makeAccount(app, only, { name });
  const of = async (unitId: string | null, input: object) =>
    (await adminOf(unitId).staff.list(input)).people.map(({ name }) => name);
  const wanted = { role: 'committee-office' };
  expect(await of(south, wanted)).toEqual(['Ngô Thị An', 'Trần Đức Ánh', 'Lê Văn Bình']);
  expect(await of(south, { ...wanted, sort: '-name' })).toEqual([
    'Lê Văn Bình',
    'Trần Đức Ánh',
    'Ngô Thị An',
  ]);
  expect(await of(south, { ...wanted, query: 'duc anh' })).toEqual(['Trần Đức Ánh']);
  expect(await of(south, { ...wanted, unitCode: 'south' })).toHaveLength(3);
  expect(await of(south, { ...wanted, state: 'disabled' })).toEqual([]);
  expect(await of(north, wanted)).toEqual([]);
});

test('the sample mode makes one account per role, once; production refuses to start while one is left', async () => {
  const { services } = app;
  await fillSampleUnits(services);
  await settleSampleAccounts(services);
  await settleSampleAccounts(services);
  const made = await services.db.prisma.staff.findMany({
    where: { isSample: true },
    include: { assignments: { include: { unit: true } } },
  });
  const kinds = made.flatMap(({ assignments }) =>
    assignments.map(({ role, unit }) => [role, unit?.kind ?? null]),
  );
  expect(Object.fromEntries(kinds)).toMatchObject({
    admin: null,
    writer: null,
    teacher: 'school',
    'school-coordinator': 'school',
    'unit-representative': 'enterprise',
  });
  expect(made.flatMap(({ assignments }) => assignments.map(({ role }) => role)).sort()).toEqual(
    [...ROLES].sort(),
  );
  const production = { ...services, env: { ...services.env, isSampleMode: false } };
  await expect(settleSampleAccounts(production)).rejects.toThrow(SampleAccountError);
  await services.db.prisma.staff.deleteMany({ where: { isSample: true } });
  await expect(settleSampleAccounts(production)).resolves.toBeUndefined();
});
