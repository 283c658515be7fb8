import { z } from 'zod';

const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'Ngày phải có dạng năm-tháng-ngày.' })
  .refine((day) => !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day), {
    error: 'Không có ngày này trong lịch.',
  });
const ProvinceCode = z.string().max(20, { error: 'Không có tỉnh mang mã này.' });
const AreaCode = z.string().max(60, { error: 'Không có vùng này.' });

export const AreaListInput = z.strictObject({
  province: ProvinceCode.nullable().default(null).describe('Code of the province; null: the first in scope.'),
  onDay: Day.nullable().default(null).describe('Day whose areas are asked; null: today.'),
});
export const AreaSaveInput = z.strictObject({
  province: ProvinceCode,
  code: AreaCode.nullable().default(null).describe('null: a new area.'),
  name: z
    .string()
    .trim()
    .min(3, { error: 'Hãy ghi tên vùng, ít nhất ba ký tự.' })
    .max(60, { error: 'Tên vùng dài quá 60 ký tự.' })
    // It stands in published tables: what a spreadsheet would run begins otherwise.
    .regex(/^[\p{L}\d]/u, { error: 'Tên vùng phải bắt đầu bằng chữ hoặc số. Hãy ghi lại.' }),
});
export const AreaMoveInput = z.strictObject({
  commune: z.string().max(20, { error: 'Không có xã này.' }).describe('Code of the commune.'),
  area: AreaCode,
  fromOn: Day.nullable().describe(
    'First day in the new area; null: from the beginning, for a commune without one.',
  ),
  reason: z
    .string()
    .trim()
    .min(5, { error: 'Hãy ghi lý do, ít nhất năm ký tự.' })
    .max(500, { error: 'Lý do dài quá 500 ký tự.' }),
});
