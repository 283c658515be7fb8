/** Kinds of units, as kept in Unit.kind, and what each may stand under; null: under nothing. */
export const UNIT_KINDS = {
  province: { under: [null] },
  department: { under: ['province'] },
  'commune-committee': { under: ['province'] },
  'provincial-police': { under: ['province'] },
  // The police of a commune belongs to its force and works in its commune: either may be its parent.
  'commune-police': { under: ['provincial-police', 'commune-committee'] },
  'traffic-safety-committee': { under: ['province', 'commune-committee'] },
  'committee-office': { under: ['traffic-safety-committee'] },
  school: { under: ['department', 'commune-committee', 'province'] },
  enterprise: { under: [null, 'province', 'commune-committee', 'enterprise'] },
  'mass-organisation': { under: [null, 'province', 'commune-committee', 'mass-organisation'] },
  'residential-area': { under: ['commune-committee'] },
} as const satisfies Record<string, { under: readonly (string | null)[] }>;
export type UnitKind = keyof typeof UNIT_KINDS;

export const UNIT_KIND_NAMES = Object.keys(UNIT_KINDS) as [UnitKind, ...UnitKind[]];

/** What the kinds are called: on pages, in files that are imported and exported. */
export const kindWords: Record<UnitKind, string> = {
  province: 'Tỉnh, thành phố',
  department: 'Sở, ngành',
  'commune-committee': 'UBND xã, phường, đặc khu',
  'provincial-police': 'Công an tỉnh, thành phố',
  'commune-police': 'Công an xã, phường, đặc khu',
  'traffic-safety-committee': 'Ban An toàn giao thông',
  'committee-office': 'Văn phòng Ban An toàn giao thông',
  school: 'Trường học',
  enterprise: 'Doanh nghiệp',
  'mass-organisation': 'Đoàn thể',
  'residential-area': 'Khu dân cư',
};

/** Levels a school may have, several at once; in the order of age. */
export const SCHOOL_LEVELS = [
  'preschool',
  'primary',
  'lower-secondary',
  'upper-secondary',
  'continuing',
  'vocational',
  'university',
] as const;
export type SchoolLevel = (typeof SCHOOL_LEVELS)[number];

export const levelWords: Record<SchoolLevel, string> = {
  preschool: 'Mầm non',
  primary: 'Tiểu học',
  'lower-secondary': 'THCS',
  'upper-secondary': 'THPT',
  continuing: 'GDTX',
  vocational: 'Nghề',
  university: 'Đại học',
};

export const isUnitKind = (text: string): text is UnitKind => Object.hasOwn(UNIT_KINDS, text);

/** Whether a unit of one kind may stand under one of another; `parent` null: under nothing. */
export const mayStandUnder = (kind: UnitKind, parent: UnitKind | null): boolean =>
  (UNIT_KINDS[kind].under as readonly (UnitKind | null)[]).includes(parent);
