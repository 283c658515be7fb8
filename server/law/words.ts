import type { Figure, PenaltyPeriod } from '#content/schema.ts';
import type { ActEntry } from './registry.ts';
import { actIdOf, type PenaltyOn, type Standing } from './validity.ts';

const NBSP = '\u00a0';
const MILLION = 1_000_000;
// Made once: making one takes fifty times as long as using it.
const NUMBERS = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 3 });

/** 1234567.5 → `1.234.567,5` */
export const formatNumber = (value: number): string => NUMBERS.format(value);

/** `2026-11-21` → `21/11/2026` */
export const formatDay = (day: string): string => day.split('-').reverse().join('/');

/** Range of đồng as people write it: `18–20 triệu đồng`, `400.000–600.000 đồng`. The unit never leaves its figure. */
export function formatFine(minVnd: number, maxVnd: number): string {
  const inMillions = minVnd >= MILLION && minVnd % (MILLION / 10) === 0 && maxVnd % (MILLION / 10) === 0;
  const [min, max] = inMillions ? [minVnd / MILLION, maxVnd / MILLION] : [minVnd, maxVnd];
  const range = min === max ? formatNumber(max) : `${formatNumber(min)}–${formatNumber(max)}`;
  return `${range}${NBSP}${inMillions ? `triệu${NBSP}đồng` : 'đồng'}`;
}

/** What a row costs, in money or in the sanction that stands in its place. */
export function fineOf(
  period: Pick<PenaltyPeriod, 'fineMinVnd' | 'fineMaxVnd' | 'fineUnit' | 'sanctionVi'>,
): string {
  if (period.fineMinVnd === null || period.fineMaxVnd === null)
    return period.sanctionVi?.split(';')[0] ?? 'chưa xác nhận';
  const fine = formatFine(period.fineMinVnd, period.fineMaxVnd);
  return period.fineUnit === 'per-person-over' ? `${fine} mỗi người vượt quá` : fine;
}

/** Points of a row: `trừ 4 điểm`, `không trừ điểm`; empty when the law lists none for it. */
export function pointsOf(period: Pick<PenaltyPeriod, 'points'>): string {
  if (period.points === null) return '';
  return period.points === 0 ? 'không trừ điểm' : `trừ ${period.points}${NBSP}điểm`;
}

/**
 * What a row costs besides money, where few words fit: points when some are deducted, else the first other sanction
 * (suspension takes the place of points), else that none are deducted.
 */
export function besidesFine(period: PenaltyPeriod): string {
  const [first, second] = (period.sanctionVi ?? '').split('; ');
  const sanction = period.fineMinVnd === null ? second : first;
  return period.points || !sanction ? pointsOf(period) : sanction;
}

const UNITS: Record<Figure['unit'], (amount: string) => string> = {
  m: (n) => `${n}${NBSP}m`,
  'km/h': (n) => `${n}${NBSP}km/h`,
  'year-old': (n) => `${n}${NBSP}tuổi`,
  year: (n) => `${n}${NBSP}năm`,
  month: (n) => `${n}${NBSP}tháng`,
  day: (n) => `${n}${NBSP}ngày`,
  person: (n) => `${n}${NBSP}người`,
  point: (n) => `${n}${NBSP}điểm`,
  kg: (n) => `${n}${NBSP}kg`,
  tonne: (n) => `${n}${NBSP}tấn`,
  cm3: (n) => `${n}${NBSP}cm³`,
  kW: (n) => `${n}${NBSP}kW`,
  hour: (n) => `${n}${NBSP}giờ`,
  clock: (n) => `${n}${NBSP}giờ`,
  seat: (n) => `${n}${NBSP}chỗ`,
  'mg/100ml': (n) => `${n}${NBSP}mg/100${NBSP}ml`,
  'mg/l': (n) => `${n}${NBSP}mg/l`,
  level: (n) => n,
  percent: (n) => `${n}%`,
  kind: (n) => n,
  vehicle: (n) => `${n}${NBSP}xe`,
  cm: (n) => `${n}${NBSP}cm`,
  km: (n) => `${n}${NBSP}km`,
};

/** A figure of a provision with its unit: `5 m`, `16 tuổi`, `22 giờ`. */
export function formatFigure(figure: Figure): string {
  const amount =
    figure.min === undefined
      ? formatNumber(figure.amount)
      : `${formatNumber(figure.min)}–${formatNumber(figure.amount)}`;
  return UNITS[figure.unit](amount);
}

/** `nd-168-2024:6.9.d` → `Điều 6, khoản 9, điểm d`; a sign code stays as it is; empty for an act as a whole. */
export function placeOf(provisionId: string): string {
  const place = provisionId.split(':')[1] ?? 'all';
  if (place === 'all') return '';
  if (/^[A-Z]/.test(place)) return `biển ${place}`;
  const [article, clause, point] = place.split('.');
  return [`Điều${NBSP}${article}`, clause && `khoản${NBSP}${clause}`, point && `điểm${NBSP}${point}`]
    .filter(Boolean)
    .join(', ');
}

const KINDS: Record<ActEntry['kind'], string> = {
  law: 'Luật',
  decree: 'Nghị định',
  circular: 'Thông tư',
  resolution: 'Nghị quyết',
  directive: 'Chỉ thị',
  decision: 'Quyết định',
  plan: 'Kế hoạch',
  standard: '',
};

/** How an act is named in a citation: `Luật 36/2024/QH15`, `QCVN 41:2024/BGTVT`. */
export const nameOf = (act: Pick<ActEntry, 'kind' | 'number'>): string =>
  `${KINDS[act.kind]} ${act.number}`.trim();

/** Full citation: `Nghị định 168/2024/NĐ-CP, Điều 6, khoản 9, điểm d`. */
export function citationOf(provisionId: string, act: Pick<ActEntry, 'kind' | 'number'> | undefined): string {
  return [act ? nameOf(act) : actIdOf(provisionId), placeOf(provisionId)].filter(Boolean).join(', ');
}

/** Name of a place in an address: `nd-168-2024:6.9.đ` → `d6-k9-dd`. */
export function anchorOf(provisionId: string): string {
  const place = provisionId.split(':')[1] ?? 'all';
  if (place === 'all' || /^[A-Z]/.test(place)) return place.replace('.', '-').toLowerCase();
  const [article, clause, point] = place.replaceAll('đ', 'dd').split('.');
  return [`d${article}`, clause && `k${clause}`, point].filter(Boolean).join('-');
}

/** What a reader is told about the standing of a text; empty while it is simply in force. */
export const standingWords: Record<Standing, string> = {
  'in-force': '',
  'under-review': 'đang được kiểm tra lại',
  ended: 'đã hết hiệu lực',
  'no-data': 'chưa có dữ liệu',
  withheld: 'chưa xác nhận',
};

/** Fine of a row as it may be shown on its day: the figure, or the words that stand in its place. */
export function shownFine(row: PenaltyOn): string {
  return row.period === null || row.standing === 'withheld' || row.standing === 'no-data'
    ? standingWords[row.standing]
    : fineOf(row.period);
}

export const vehicleNames: Record<string, string> = {
  car: 'Ô tô',
  motorbike: 'Xe máy',
  moped: 'Xe gắn máy',
  truck: 'Xe tải',
  'passenger-coach': 'Xe khách',
  'transport-business-owner': 'Kinh doanh vận tải',
  bicycle: 'Xe đạp',
  pedestrian: 'Người đi bộ',
  any: 'Mọi phương tiện',
};

export const roleNames: Record<string, string> = {
  driver: 'người lái',
  owner: 'chủ xe',
  business: 'đơn vị kinh doanh',
  passenger: 'người ngồi trên xe',
  other: 'người khác',
};
