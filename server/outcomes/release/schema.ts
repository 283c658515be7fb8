import { z } from 'zod';
import { spanOf } from '../rules.ts';

const Id = z.uuid({ error: 'Không có bản chuẩn bị này.' });
const ProvinceCode = z.string().max(20, { error: 'Không có tỉnh mang mã này.' });
const isMonth = (text: string): boolean => {
  try {
    return spanOf(text) === 'month';
  } catch {
    return false;
  }
};
const Month = z.string().max(10).refine(isMonth, { error: 'Tháng phải có dạng năm-tháng, ví dụ 2026-09.' });

export const MonthsInput = z.strictObject({
  province: ProvinceCode.nullable().default(null).describe('Code of the province; null: the first in scope.'),
});
export const PrepareInput = z.strictObject({ province: ProvinceCode, month: Month });
export const PreparationInput = z.strictObject({ id: Id });
export const DraftInput = z.strictObject({ id: Id });

/** What a publication of the kind `release` holds. */
export const ReleaseData = z.strictObject({
  month: Month,
  draftId: Id.describe('The draft that was looked at; what is published is made of it alone.'),
});
export type ReleaseData = z.output<typeof ReleaseData>;
