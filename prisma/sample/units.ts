import { SAMPLE_AREAS } from './areas.ts';

/* A province that does not exist, so that the desk is not empty while it is tried. Every name says so. */

/** A unit to try the desk with; `parent` is the code of one that stands before it. */
export type SampleUnit = {
  code: string;
  kind: string;
  officialName: string;
  shortName: string;
  parent: string | null;
  schoolLevels?: string[];
  headcounts?: Record<number, number>;
};

const province = 'E4YN4W4';
const communes = [
  { code: 'A4YPVHA', name: 'Xã Mẫu Đông' },
  { code: 'F3WTXVF', name: 'Xã Mẫu Tây' },
  { code: 'A4VKNE9', name: 'Phường Mẫu Trung' },
];
/** The communes beside those that have a police station and schools. */
const others = SAMPLE_AREAS.flatMap((area) => area.communes).filter(
  ({ code }) => !communes.some((commune) => commune.code === code),
);
const police = 'J7FGMTH';
const department = 'R3TVCMM';
const committee = 'T67PNWW';

export const SAMPLE_UNITS: readonly SampleUnit[] = [
  { code: province, kind: 'province', officialName: 'Tỉnh Mẫu (mẫu)', shortName: 'Tỉnh Mẫu', parent: null },
  ...[...communes, ...others].map(({ code, name }) => ({
    code,
    kind: 'commune-committee',
    officialName: `UBND ${name} (mẫu)`,
    shortName: name,
    parent: province,
  })),
  {
    code: police,
    kind: 'provincial-police',
    officialName: 'Công an tỉnh Mẫu (mẫu)',
    shortName: 'Công an tỉnh Mẫu',
    parent: province,
  },
  ...['H3CKGYW', 'R6NK9GF', 'E7HF47G'].map((code, at) => ({
    code,
    kind: 'commune-police',
    officialName: `Công an ${communes[at]!.name} (mẫu)`,
    shortName: `Công an ${communes[at]!.name}`,
    parent: police,
  })),
  {
    code: department,
    kind: 'department',
    officialName: 'Sở Giáo dục và Đào tạo tỉnh Mẫu (mẫu)',
    shortName: 'Sở GDĐT Mẫu',
    parent: province,
  },
  {
    code: committee,
    kind: 'traffic-safety-committee',
    officialName: 'Ban An toàn giao thông tỉnh Mẫu (mẫu)',
    shortName: 'Ban ATGT Mẫu',
    parent: province,
  },
  {
    code: 'V6RVEPC',
    kind: 'committee-office',
    officialName: 'Văn phòng Ban An toàn giao thông tỉnh Mẫu (mẫu)',
    shortName: 'Văn phòng Ban ATGT Mẫu',
    parent: committee,
  },
  ...(
    [
      ['V636TDF', 'Trường THPT Mẫu 1', 'upper-secondary', department, 1204],
      ['H3HRXME', 'Trường THPT Mẫu 2', 'upper-secondary', department, 987],
      ['N9P3NJX', 'Trường THCS Mẫu Đông', 'lower-secondary', 'A4YPVHA', 512],
      ['N94CRVC', 'Trường THCS Mẫu Tây', 'lower-secondary', 'F3WTXVF', 430],
      ['M6AJJCY', 'Trường Tiểu học Mẫu Đông', 'primary', 'A4YPVHA', 618],
      ['P36PGJK', 'Trường Tiểu học Mẫu Tây', 'primary', 'F3WTXVF', 377],
      ['R34XW3E', 'Trường Mầm non Mẫu Trung', 'preschool', 'A4VKNE9', 205],
    ] as const
  ).map(([code, name, level, parent, count]) => ({
    code,
    kind: 'school',
    officialName: `${name} (mẫu)`,
    shortName: name.replace('Trường ', ''),
    parent,
    schoolLevels: [level],
    headcounts: { 2026: count },
  })),
  {
    code: 'H7JGEET',
    kind: 'enterprise',
    officialName: 'Công ty Vận tải Mẫu (mẫu)',
    shortName: 'Vận tải Mẫu',
    parent: province,
    headcounts: { 2026: 86 },
  },
  {
    code: 'G9Y7HTM',
    kind: 'mass-organisation',
    officialName: 'Đoàn Thanh niên tỉnh Mẫu (mẫu)',
    shortName: 'Đoàn Thanh niên Mẫu',
    parent: province,
  },
  ...['A9F74YX', 'P7MHMA7'].map((code, at) => ({
    code,
    kind: 'residential-area',
    officialName: `Tổ dân phố ${at + 1}, phường Mẫu Trung (mẫu)`,
    shortName: `Tổ dân phố ${at + 1}`,
    parent: 'A4VKNE9',
  })),
];
