/*
 * Who may do what at the desk: the whole of it is the table PERMISSIONS. Every procedure names one of these permissions
 * or is public (server/trpc.ts); tests/api/permissions.test.ts walks every role through every procedure.
 */

/** Roles of the desk, as kept in StaffAssignment.role. */
export const ROLES = [
  'admin',
  'writer',
  'law-checker',
  'police-data-officer',
  'privacy-officer',
  'approver',
  'school-coordinator',
  'teacher',
  'committee-office',
  'unit-representative',
] as const;
export type Role = (typeof ROLES)[number];

/** Roles that must sign in with a second factor. */
export const SECOND_FACTOR_ROLES: readonly Role[] = [
  'admin',
  'police-data-officer',
  'privacy-officer',
  'approver',
];

/**
 * Accounts of the sample mode, one per role; shown on the sign-in page together with their password. `unitKind`: the role
 * holds at the sample unit of that kind, not everywhere.
 */
export const SAMPLE_ACCOUNTS: Record<Role, { email: string; name: string; unitKind?: string }> = {
  admin: { email: 'quan-tri@mau.example', name: 'Quản trị mẫu' },
  writer: { email: 'nguoi-viet@mau.example', name: 'Người viết mẫu' },
  'law-checker': { email: 'kiem-tra-luat@mau.example', name: 'Người kiểm tra luật mẫu' },
  'police-data-officer': { email: 'so-lieu@mau.example', name: 'Cán bộ số liệu mẫu' },
  'privacy-officer': { email: 'rieng-tu@mau.example', name: 'Người giữ quyền riêng tư mẫu' },
  approver: { email: 'nguoi-duyet@mau.example', name: 'Người duyệt mẫu' },
  'school-coordinator': {
    email: 'dieu-phoi@mau.example',
    name: 'Điều phối của trường mẫu',
    unitKind: 'school',
  },
  teacher: { email: 'giao-vien@mau.example', name: 'Giáo viên mẫu', unitKind: 'school' },
  'committee-office': { email: 'van-phong@mau.example', name: 'Văn phòng Ban ATGT mẫu' },
  'unit-representative': {
    email: 'dai-dien@mau.example',
    name: 'Đại diện đơn vị mẫu',
    unitKind: 'enterprise',
  },
};
export const SAMPLE_PASSWORD = 'den do thi dung xe lai';

const EVERYONE = ROLES;

/** What may be done, and by which roles; each within the unit of the assignment and the units below it. */
export const PERMISSIONS = {
  'desk.open': EVERYONE,
  'unit.read': EVERYONE,
  'unit.edit': ['admin', 'committee-office'],
  'unit.import': ['admin', 'committee-office'],
  'unit.export': ['admin', 'committee-office', 'police-data-officer', 'privacy-officer', 'approver'],
  'staff.read': ['admin'],
  'staff.invite': ['admin'],
  'staff.edit': ['admin'],
  'teacher.confirm': ['admin', 'school-coordinator'],
  'homework.give': ['teacher', 'school-coordinator'],
  'publication.read': [
    'admin',
    'writer',
    'law-checker',
    'police-data-officer',
    'privacy-officer',
    'approver',
    'committee-office',
  ],
  'publication.step': [
    'admin',
    'writer',
    'law-checker',
    'police-data-officer',
    'privacy-officer',
    'approver',
    'committee-office',
  ],
  'publication.write': ['writer', 'committee-office'],
  'publication.check': ['law-checker'],
  'publication.approve': ['approver'],
  'publication.withdraw': ['approver', 'admin'],
  'law.mark': ['law-checker'],
  'law.confirm': ['law-checker', 'approver'],
  'audit.read': ['admin', 'privacy-officer'],
  'audit.export': ['admin', 'privacy-officer'],
  'privacy.erase': ['privacy-officer'],
  'media.upload': ['writer', 'committee-office', 'approver', 'teacher', 'school-coordinator'],
  // Which sets they read is asked of each: their own, and those shared within a unit they have a role at.
  'bank.read': EVERYONE,
  'bank.write': ['teacher', 'school-coordinator', 'writer'],
  'bank.withdraw': ['teacher', 'school-coordinator', 'writer', 'approver', 'admin'],
  'key.rotate': ['admin'],
  'outcome.read': ['police-data-officer', 'privacy-officer'],
  'outcome.import': ['police-data-officer'],
  'sender.manage': ['admin'],
  'area.edit': ['police-data-officer', 'committee-office'],
  'release.write': ['police-data-officer'],
  'release.approve': ['privacy-officer'],
  'release.withdraw': ['police-data-officer', 'privacy-officer'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

/** A role and where it holds; `unitId` null: everywhere. */
export type Assignment = { role: Role; unitId: string | null };

/** Somebody signed in at the desk. */
export type Actor = {
  id: string;
  name: string;
  email: string;
  isSample: boolean;
  assignments: readonly Assignment[];
  sessionId: string;
  /** A role of theirs asks for a second factor and none is set up yet: nothing is allowed but setting it up. */
  isSecondFactorMissing: boolean;
  /** When an administrator last gave them a new way in; null: never. */
  securityResetAt: Date | null;
};

const HOUR_MS = 60 * 60 * 1000;
/** So long after a reset an account takes no step that needs a second pair of eyes: they may be the administrator's. */
export const RESET_HOLD_MS = 24 * HOUR_MS;
/** So long its owner is told who reset it. */
const RESET_SHOWN_MS = 7 * 24 * HOUR_MS;

const isWithin = ({ securityResetAt }: Pick<Actor, 'securityResetAt'>, ms: number, now: Date): boolean =>
  securityResetAt !== null && now.getTime() - securityResetAt.getTime() < ms;

/** Whether an administrator may still be the one who signs in: under 24 hours since they reset the account. */
export const isFreshlyReset = (actor: Pick<Actor, 'securityResetAt'>, now: Date): boolean =>
  isWithin(actor, RESET_HOLD_MS, now);

/** Whether the owner is told of the reset: under seven days since. */
export const isResetShown = (actor: Pick<Actor, 'securityResetAt'>, now: Date): boolean =>
  isWithin(actor, RESET_SHOWN_MS, now);

/** The assignments by which somebody holds a permission; empty: they do not. */
export const assignmentsFor = (actor: Actor, permission: Permission): Assignment[] =>
  actor.assignments.filter(({ role }) => (PERMISSIONS[permission] as readonly Role[]).includes(role));

/** Whether somebody holds a permission anywhere. */
export const mayDo = (actor: Actor, permission: Permission): boolean =>
  !actor.isSecondFactorMissing && assignmentsFor(actor, permission).length > 0;

/** Whether somebody holds a permission over the whole site: what belongs to no unit asks for that. */
export const mayDoEverywhere = (actor: Actor, permission: Permission): boolean =>
  !actor.isSecondFactorMissing && assignmentsFor(actor, permission).some(({ unitId }) => unitId === null);

/** The role under which an act is written down: the first of theirs that allows it. */
export const roleFor = (actor: Actor, permission: Permission): Role | null =>
  assignmentsFor(actor, permission)[0]?.role ?? null;

/** What a one-time link is for: to choose a password, or to take the role of a teacher with an account one has. */
export type LinkPurpose = 'invitation' | 'reset' | 'teacher';
export type PasswordPurpose = Exclude<LinkPurpose, 'teacher'>;

/** Rooms of the desk that one-time links open. */
export const LINK_ROOMS: Record<LinkPurpose, string> = {
  invitation: 'moi',
  reset: 'dat-lai',
  teacher: 'nhan-vai',
};

/** Path of the page that a one-time link opens. */
export const linkPath = (purpose: LinkPurpose, token: string): string =>
  `/ban-lam-viec/${LINK_ROOMS[purpose]}/${token}/`;

/** Where an account stands: waiting for its invitation to be accepted, in use, or closed. */
export const STAFF_STATES = ['invited', 'active', 'disabled'] as const;
export type StaffState = (typeof STAFF_STATES)[number];

/** The state of an account, told from what is kept of it. */
export const staffState = (account: { isDisabled: boolean; hasPassword: boolean }): StaffState =>
  account.isDisabled ? 'disabled' : account.hasPassword ? 'active' : 'invited';

/** How a list of people is ordered; `-`: the other way round. */
export const STAFF_SORTS = ['name', '-name', 'email', '-email', 'created', '-created'] as const;
export type StaffSort = (typeof STAFF_SORTS)[number];
