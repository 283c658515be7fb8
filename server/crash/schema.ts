import { z } from 'zod';

export const ViewInput = z.strictObject({
  province: z.string().max(20).nullable().default(null).describe('Code; null: the first that has figures.'),
});
