import { z } from 'zod';
import { Day, Slug } from './base.ts';

export const Area = z
  .enum(['nationwide', 'bac-ninh', 'dong-nai', 'lang-son', 'quang-ngai', 'quang-ninh'])
  .describe('Provinces and cities whose name after 01/07/2025 is confirmed; no other is listed.');
export type Area = z.infer<typeof Area>;

export const ChannelKind = z.enum([
  'emergency',
  'provincial-traffic-police',
  'traffic-police-department',
  'app',
  'commune-police',
  'road-manager',
  'portal',
]);
export type ChannelKind = z.infer<typeof ChannelKind>;

/** The one exception to “nothing from general knowledge”. */
export const EMERGENCY_NUMBERS = ['113', '114', '115'] as const;
const isEmergencyNumber = (value: string): boolean =>
  (EMERGENCY_NUMBERS as readonly string[]).includes(value);

const Contact = z
  .strictObject({
    kind: z.enum(['phone', 'url', 'app', 'post', 'visit']),
    value: z.string().min(3),
    confidence: z
      .enum(['verified', 'single-source', 'widely-known'])
      .describe(
        'widely-known: 113, 114, 115 only. What is less certain than single-source is not kept here.',
      ),
  })
  .refine(
    ({ kind, value, confidence }) =>
      confidence !== 'widely-known' || (kind === 'phone' && isEmergencyNumber(value)),
    {
      error: 'only 113, 114 and 115 are widely known',
    },
  )
  .refine(
    ({ kind, value, confidence }) =>
      kind !== 'phone' || confidence === 'verified' || isEmergencyNumber(value),
    {
      error: 'a number is rung and verified before it is published',
    },
  );
export type Contact = z.infer<typeof Contact>;

/** Texts may bind figures of law. Whatever rests on one source says “cần đối chiếu” in its sentence. */
const ChannelText = z.string().min(5);

export const Channel = z
  .strictObject({
    nameVi: z.string().min(3),
    shortVi: z.string().min(3).max(60).describe('One line: what it is for; stands on the card.'),
    kind: ChannelKind,
    area: Area,
    takes: z.array(ChannelText).min(1).max(5),
    notTakes: z.array(ChannelText).min(1).max(4),
    hours: ChannelText,
    contacts: z.array(Contact),
    findVi: z
      .array(ChannelText)
      .default([])
      .describe('Where no number is printed: how to find it, step by step, and why none is printed.'),
    ownerVi: z.string().min(4).describe('Who runs the channel.'),
    checkedOn: Day,
    reviewBy: Day,
    cites: z.array(z.string()).default([]).describe('Provisions the entry rests on.'),
    noteVi: ChannelText.optional().describe('A reservation the reader must see.'),
  })
  .refine(({ contacts, findVi }) => contacts.length > 0 || findVi.length > 0, {
    error: 'a channel without contact says how to find one',
  })
  .refine(
    ({ kind, contacts }) =>
      (kind === 'emergency') === contacts.some(({ confidence }) => confidence === 'widely-known'),
    {
      error: 'an emergency channel is one of 113, 114, 115, and no other channel is',
    },
  );
export type Channel = z.infer<typeof Channel>;

/** Something people say about reporting, held against what the law is known to say. */
export const Claim = z
  .strictObject({
    claimVi: z.string().min(8).describe('As people ask it; its figures are theirs, not the law’s.'),
    topic: z.enum(['reward', 'false-report', 'rumour', 'conduct']),
    order: z.number().int().positive(),
    verdict: z
      .enum(['right', 'wrong', 'unconfirmed'])
      .describe('right and wrong rest on a cited provision in force; anything less is unconfirmed.'),
    answerVi: ChannelText.describe('One or two sentences.'),
    known: z.array(z.strictObject({ textVi: ChannelText, cites: z.array(z.string()).min(1) })).default([]),
    unknown: z.array(ChannelText).default([]).describe('What is not confirmed, and why.'),
    unread: z.array(Slug).default([]).describe('Acts that may decide it and have not been read.'),
    doVi: ChannelText.describe('What to do meanwhile: advice, not law.'),
    checkedOn: Day,
    reviewBy: Day,
  })
  .refine(({ verdict, known }) => verdict === 'unconfirmed' || known.length > 0, {
    error: 'right and wrong rest on something known',
  })
  .refine(({ verdict, unknown }) => verdict !== 'unconfirmed' || unknown.length > 0, {
    error: 'unconfirmed says what is not confirmed',
  });
export type Claim = z.infer<typeof Claim>;
