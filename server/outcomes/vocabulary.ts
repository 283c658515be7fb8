/* What outcomes are counted by, besides places and behaviours (content/outcomes/behaviours.yaml). Codes stand in published files and never change. */

/** Single results: every report has exactly one, which may change from hand-over to hand-over. */
export const RESULTS = [
  'fined',
  'warned',
  'in-process',
  'no-basis',
  'out-of-scope',
  'too-late',
  'duplicate',
  'pending',
] as const;
export type Result = (typeof RESULTS)[number];

/** Sums of results, each with its parts. `in-process`: enough basis, not concluded yet; `pending`: not looked at yet. */
export const RESULT_SUMS = {
  handled: ['fined', 'warned'],
  'enough-basis': ['handled', 'in-process'],
  refused: ['no-basis', 'out-of-scope', 'too-late', 'duplicate'],
  received: ['enough-basis', 'refused', 'pending'],
} as const;
export type ResultSum = keyof typeof RESULT_SUMS;

export const resultWords: Record<Result | ResultSum, string> = {
  received: 'Đã nhận',
  'enough-basis': 'Đủ căn cứ',
  handled: 'Đã xử lý',
  fined: 'Phạt tiền',
  warned: 'Cảnh cáo',
  'in-process': 'Đang xử lý',
  refused: 'Không xử lý',
  'no-basis': 'Không đủ căn cứ',
  'out-of-scope': 'Ngoài phạm vi',
  'too-late': 'Quá thời hạn',
  duplicate: 'Trùng tin',
  pending: 'Chưa xem',
};

export const SOURCES = ['citizen', 'patrol', 'camera'] as const;
export type Source = (typeof SOURCES)[number];
export const sourceWords: Record<Source, string> = {
  citizen: 'Người dân phản ánh',
  patrol: 'Tuần tra, kiểm soát',
  camera: 'Ca-me-ra',
};

/** Kept as handed over; no published table is by vehicle. */
export const VEHICLES = ['motorbike', 'car', 'truck', 'coach', 'bicycle', 'pedestrian', 'other'] as const;
export type Vehicle = (typeof VEHICLES)[number];
export const vehicleWords: Record<Vehicle, string> = {
  motorbike: 'Mô tô, xe gắn máy',
  car: 'Ô tô',
  truck: 'Xe tải',
  coach: 'Xe khách',
  bicycle: 'Xe đạp',
  pedestrian: 'Người đi bộ',
  other: 'Xe khác',
};

/** Monthly crash figures of the province; the last three are parts of `crashes` and may overlap. */
export const CRASH_MEASURES = ['crashes', 'deaths', 'injuries', 'alcohol', 'serious', 'commercial'] as const;
export type CrashMeasure = (typeof CRASH_MEASURES)[number];
export const crashWords: Record<CrashMeasure, string> = {
  crashes: 'Vụ tai nạn',
  deaths: 'Người chết',
  injuries: 'Người bị thương',
  alcohol: 'Vụ có nồng độ cồn',
  serious: 'Vụ nghiêm trọng trở lên',
  commercial: 'Vụ liên quan xe kinh doanh vận tải',
};

/** Sums over the handled cases of a quarter in the province; the last is a mean in days. */
export const SUM_MEASURES = ['fines', 'points', 'processing-days'] as const;
export type SumMeasure = (typeof SUM_MEASURES)[number];
export const sumWords: Record<SumMeasure, string> = {
  fines: 'Tiền phạt',
  points: 'Điểm giấy phép lái xe bị trừ',
  'processing-days': 'Số ngày xử lý trung bình',
};

/** The whole of a dimension, in rows and columns. */
export const WHOLE = 'all';
