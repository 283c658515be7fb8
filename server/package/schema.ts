import { z } from 'zod';

/** Which release. */
export const ReleaseNumberInput = z.strictObject({
  number: z
    .int({ error: 'Số phát hành phải là số nguyên.' })
    .min(1, { error: 'Số phát hành bắt đầu từ 1.' })
    .max(1_000_000, { error: 'Không có số phát hành lớn như vậy.' }),
});
