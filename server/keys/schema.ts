import { z } from 'zod';
import { KEY_PURPOSES } from './rules.ts';

/** Which key to put another in the place of. */
export const RotateInput = z.strictObject({
  purpose: z.enum(KEY_PURPOSES, { error: 'Không có loại khóa này. Hãy chọn trong danh sách.' }),
});
