import type { Context } from '#server/context.ts';
import { createContext } from '#server/context.ts';
import { createCaller } from '#server/router.ts';
import { ADDRESS_HEADER } from '#server/staff/auth.ts';
import { findActor } from '#server/staff/actor.ts';
import { setPasswordHash } from '#server/staff/password.ts';
import type { Assignment } from '#server/staff/rules.ts';
import type { TestApp } from '#tests/support/app.ts';

export const PASSWORD = 'con duong di hoc moi sang';

type App = Pick<TestApp, 'services'>;

const hashes = new WeakMap<App, Promise<string>>();
/** One hash for all accounts of an app: hashing is slow on purpose. */
const hashIn = (app: App): Promise<string> => {
  const made =
    hashes.get(app) ?? app.services.staff.auth.$context.then(({ password }) => password.hash(PASSWORD));
  hashes.set(app, made);
  return made;
};

let counter = 0;

/** An account in use, with the password PASSWORD; its id and e-mail. */
export async function makeAccount(
  app: App,
  assignments: Assignment[] = [],
  given: { email?: string; name?: string; twoFactorEnabled?: boolean } = {},
): Promise<{ id: string; email: string }> {
  const number = (counter += 1);
  const { prisma } = app.services.db;
  const hash = await hashIn(app);
  const { id, email } = await prisma.staff.create({
    data: {
      email: `nguoi-${number}@coquan.example`,
      name: `Người thứ ${number}`,
      ...given,
      assignments: { create: assignments.map(({ role, unitId }) => ({ role, unitId })) },
    },
  });
  await setPasswordHash(prisma, id, hash);
  return { id, email };
}

/** A unit under another; its id. */
export async function makeUnit(
  app: TestApp,
  code: string,
  kind = 'province',
  parentId: string | null = null,
  validTo: string | null = null,
): Promise<string> {
  const { id } = await app.services.db.prisma.unit.create({
    data: { code, kind, parentId, officialName: code, shortName: code, validFrom: '2025-07-01', validTo },
  });
  return id;
}

/** A browser: it keeps its cookies and asks from one address. */
export type Visitor = {
  cookies: Map<string, string>;
  context(changes?: Partial<Context>): Promise<Context>;
  caller(changes?: Partial<Context>): Promise<ReturnType<typeof createCaller>>;
};

/** Opens a browser at an address. */
export function visitorOf(app: App, address = '203.0.113.1'): Visitor {
  const cookies = new Map<string, string>();
  const context = async (changes: Partial<Context> = {}): Promise<Context> => {
    const visit = {
      address,
      headers: new Headers({
        [ADDRESS_HEADER]: address,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      }),
      setCookie: (line: string) => {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (/;\s*max-age=0/i.test(line)) cookies.delete(name);
        else cookies.set(name, value);
      },
    };
    const services = { ...app.services, ...changes };
    return { ...createContext(services, await findActor(services, visit), visit), ...changes };
  };
  return { cookies, context, caller: async (changes) => createCaller(await context(changes)) };
}

/** A browser in which somebody is signed in. */
export async function signedIn(app: App, email: string, address?: string): Promise<Visitor> {
  const visitor = visitorOf(app, address);
  await (await visitor.caller()).session.signIn({ email, password: PASSWORD });
  return visitor;
}

/** The code and sentence with which something was refused; null: it was not. */
export const refusalOf = (work: Promise<unknown>): Promise<{ code: string; message: string } | null> =>
  work.then(
    () => null,
    (error: { code: string; message: string }) => ({ code: error.code, message: error.message }),
  );
