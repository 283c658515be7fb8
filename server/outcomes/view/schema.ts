import { z } from 'zod';
import { VIEW_IDS } from './views.ts';

const Code = z.string().regex(/^[A-Za-z0-9-]{1,40}$/);

/** Of which province; null: of the one with the newest release. */
export const ProvinceInput = z.strictObject({
  province: Code.nullable().describe('Code of the province; null: the one with the newest release'),
});

export const ViewInput = z.strictObject({
  view: z.enum(VIEW_IDS).describe('Which of the views'),
  period: Code.nullable().describe('Month, quarter or half-year; null: the newest'),
  row: Code.nullable().describe('Row to show stronger, or to follow over time'),
  column: Code.nullable().describe('Column to show stronger'),
  province: Code.nullable().describe('Code of the province; null: the one with the newest release'),
});

export const ExportInput = ViewInput.extend({ format: z.enum(['csv', 'xlsx']) });
