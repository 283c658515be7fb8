import type { StaffContext } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { unitsInScope } from '../scope.ts';
import { ROLES, staffState, type Role, type StaffSort, type StaffState } from './rules.ts';
import type { ListInput, StaffInput } from './schema.ts';

export const PAGE_SIZE = 50;

const WITH_ALL = {
  assignments: {
    include: { unit: { select: { code: true, shortName: true } } },
    orderBy: { createdAt: 'asc' },
  },
  accounts: { where: { password: { not: null } }, select: { id: true } },
  sessions: { select: { id: true, updatedAt: true } },
  links: { select: { purpose: true, expiresAt: true } },
} as const satisfies Prisma.StaffInclude;
type Row = Prisma.StaffGetPayload<{ include: typeof WITH_ALL }>;

/** A role of somebody, as the desk shows it. */
export type AssignmentView = {
  id: string;
  role: Role;
  unitId: string | null;
  unit: { code: string; shortName: string } | null;
  /** Whoever asks may take it away. */
  isInScope: boolean;
};

/** Somebody with an account, as the desk shows them. */
export type Person = {
  id: string;
  name: string;
  email: string;
  isSample: boolean;
  createdAt: Date;
  state: StaffState;
  hasSecondFactor: boolean;
  sessionCount: number;
  lastUsedAt: Date | null;
  assignments: AssignmentView[];
  /**
   * The account itself may be changed: every role of theirs lies in the scope of whoever asks. A teacher's role beside others
   * does not count: one school elsewhere can give it, and would put them out of reach.
   */
  isWhollyInScope: boolean;
  isSelf: boolean;
};

/** @param scope units of whoever asks; null: everywhere */
function personOf(row: Row, scope: ReadonlySet<string> | null, askerId: string): Person {
  const within = (unitId: string | null) => scope === null || (unitId !== null && scope.has(unitId));
  const beyondTeaching = row.assignments.filter(({ role }) => role !== 'teacher');
  const deciding = beyondTeaching.length > 0 ? beyondTeaching : row.assignments;
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    isSample: row.isSample,
    createdAt: row.createdAt,
    state: staffState({ isDisabled: row.disabledAt !== null, hasPassword: row.accounts.length > 0 }),
    hasSecondFactor: row.twoFactorEnabled,
    sessionCount: row.sessions.length,
    lastUsedAt: row.sessions.reduce<Date | null>(
      (latest, { updatedAt }) => (latest === null || updatedAt > latest ? updatedAt : latest),
      null,
    ),
    assignments: row.assignments.flatMap(({ id, role, unitId, unit }) =>
      (ROLES as readonly string[]).includes(role)
        ? [{ id, role: role as Role, unitId, unit, isInScope: within(unitId) }]
        : [],
    ),
    isWhollyInScope:
      scope === null || (deciding.length > 0 && deciding.every(({ unitId }) => within(unitId))),
    isSelf: row.id === askerId,
  };
}

const collator = new Intl.Collator('vi');
/** Vietnamese names are ordered by the given name, which stands last, then from the front. */
const givenName = (name: string): string => name.split(' ').at(-1) ?? '';
const ORDERS: Record<StaffSort, (a: Person, b: Person) => number> = {
  name: (a, b) => collator.compare(givenName(a.name), givenName(b.name)) || collator.compare(a.name, b.name),
  '-name': (a, b) => ORDERS.name(b, a),
  email: (a, b) => collator.compare(a.email, b.email),
  '-email': (a, b) => ORDERS.email(b, a),
  created: (a, b) => a.createdAt.getTime() - b.createdAt.getTime(),
  '-created': (a, b) => ORDERS.created(b, a),
};

/** Text as it is searched: small letters without marks. */
const foldOf = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd');

/** People with a role in the scope of whoever asks; with none at all only whoever administers everything sees them. */
export async function listPeople(
  ctx: StaffContext,
  { query, role, unitCode, state, sort, page }: ListInput,
): Promise<{ people: Person[]; total: number; pageSize: number }> {
  const scope = await unitsInScope(ctx, 'staff.read');
  const wanted = {
    ...(scope === null ? {} : { unitId: { in: [...scope] } }),
    ...(role === null ? {} : { role }),
    ...(unitCode === '' ? {} : { unit: { code: unitCode } }),
  };
  const rows = await ctx.db.prisma.staff.findMany({
    where: Object.keys(wanted).length === 0 ? {} : { assignments: { some: wanted } },
    include: WITH_ALL,
  });
  const words = foldOf(query).split(/\s+/).filter(Boolean);
  const people = rows
    .map((row) => personOf(row, scope, ctx.actor.id))
    .filter((person) => state === null || person.state === state)
    .filter(({ name, email }) => {
      const text = foldOf(`${name} ${email}`);
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => ORDERS[sort](a, b) || (a.id < b.id ? -1 : 1));
  return {
    people: people.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
    total: people.length,
    pageSize: PAGE_SIZE,
  };
}

/** Somebody in the scope of whoever asks. @throws DomainError NOT_FOUND, also for people elsewhere */
export async function readPerson(ctx: StaffContext, { id }: StaffInput): Promise<Person> {
  const row = await ctx.db.prisma.staff.findUnique({ where: { id }, include: WITH_ALL });
  const person = row && personOf(row, await unitsInScope(ctx, 'staff.read'), ctx.actor.id);
  if (!person || !(person.isWhollyInScope || person.assignments.some(({ isInScope }) => isInScope)))
    throw new DomainError('NOT_FOUND', 'Không có người này trong phạm vi của bạn. Hãy xem lại danh sách.');
  return person;
}
