import { z } from 'zod';

export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((value) => !Number.isNaN(Date.parse(`${value}T00:00:00Z`)), { error: 'not a calendar day' })
  .describe('A calendar day in Asia/Ho_Chi_Minh, YYYY-MM-DD.');

export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .describe('kebab-case, no marks.');

export const Confidence = z
  .enum(['verified', 'single-source', 'unconfirmed'])
  .describe(
    'verified: the same text in two or more independent transcriptions. single-source: one source, shown with “cần đối chiếu”. unconfirmed: never published as law; citing it breaks the build.',
  );
export type Confidence = z.infer<typeof Confidence>;

export const Vehicle = z.enum([
  'car',
  'motorbike',
  'moped',
  'truck',
  'passenger-coach',
  'transport-business-owner',
  'bicycle',
  'pedestrian',
  'any',
]);
export type Vehicle = z.infer<typeof Vehicle>;

export const Role = z.enum(['driver', 'owner', 'business', 'passenger', 'other']);
export type Role = z.infer<typeof Role>;

export const Subject = z.enum(['individual', 'organisation']);
export type Subject = z.infer<typeof Subject>;
