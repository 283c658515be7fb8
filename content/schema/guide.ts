import { z } from 'zod';
import { Day, Slug } from './base.ts';

export const PlanFocus = z.enum([
  'coach-overcrowded',
  'coach-wrong-stop',
  'truck-oversize',
  'truck-overload',
  'raised-cargo-box',
  'spilling-load',
  'wrong-parking',
  'wrong-lane',
  'wrong-overtaking',
  'giving-way',
  'massing',
  'revving',
  'weaving',
  'unqualified-transport',
  'truck-carrying-passengers',
  'private-car-for-hire',
  'prohibited-road',
  'wrong-way',
]);
export type PlanFocus = z.infer<typeof PlanFocus>;

export const Priority = z.enum(['crash-cause', 'congestion', 'road-damage', 'environment', 'public-concern']);
export type Priority = z.infer<typeof Priority>;

export const Level = z.enum(['primary', 'lower-secondary', 'upper-secondary', 'adult']);
export type Level = z.infer<typeof Level>;

/** Text of a guide. Figures of law appear only as {{fine …}}, {{points …}}, {{sanction …}} or {{value …}}. */
const GuideText = z.string().min(8);

const Point = z.strictObject({
  title: z.string().min(3).describe('What to look at, two to eight words, ends with a full stop.'),
  text: GuideText,
  sign: z.string().optional().describe('Sign code of QCVN 41 drawn beside the point, e.g. P.102.'),
  cites: z.array(z.string()).default([]).describe('Provisions this point rests on.'),
});

const Lesson = z.strictObject({
  level: Level,
  minutes: z.number().int().min(5).max(45),
  aim: GuideText.describe('What pupils can do afterwards.'),
  steps: z.array(GuideText).min(3).max(6),
  question: GuideText.describe('One question to ask at the end.'),
  answer: GuideText,
});

export const Guide = z.strictObject({
  title: z.string().min(4),
  searchTerms: z.array(z.string()).default([]).describe('Other words people use, abbreviations, slang.'),
  behaviours: z
    .array(Slug)
    .min(1)
    .describe('Files of content/law/penalties whose rows make the penalty table.'),
  headline: z.array(Slug).min(1).max(3).describe('Penalty rows shown before any scrolling.'),
  planFocus: z.array(PlanFocus).default([]),
  priorities: z.array(Priority).min(1),
  levels: z.array(Level).min(1),
  what: GuideText.describe('One sentence: what the behaviour is.'),
  verdict: GuideText.describe(
    'One sentence: whether it is a violation; “Đây là vi phạm.” or when it is one.',
  ),
  rests: z.array(z.string()).min(1).describe('Provisions that make it a violation.'),
  signs: z.array(Point).min(3).max(6).describe('How to recognise it, seen from the road.'),
  together: GuideText.describe('Which of the signs must be seen together.'),
  lawful: z.array(Point).min(2).max(5).describe('What looks like it but is lawful.'),
  notEnough: z.array(Point).min(2).max(5).describe('What is not enough by itself.'),
  record: z.array(GuideText).min(3).max(6).describe('What must be in the recording for this behaviour.'),
  danger: GuideText.describe('The danger in one sentence; the body of the file says why.'),
  now: GuideText.describe('Going on now: when to call and what to say.'),
  past: GuideText.describe('Already over: what to keep and send.'),
  safety: z
    .array(GuideText)
    .min(1)
    .max(4)
    .describe('Safe conduct while recording this behaviour, besides the rules for all.'),
  police: GuideText.optional().describe('What police do in this kind of case, only as far as the law says.'),
  related: z.array(Slug).min(2).max(4),
  lessons: z.array(Lesson).min(1),
  family: z.array(GuideText).length(5).describe('Five sentences to explain it at home.'),
  scenes: z.strictObject({
    violation: z.array(Slug).min(1),
    lawful: z.array(Slug).min(1),
  }),
  checkedOn: Day,
  reviewBy: Day,
});
export type Guide = z.infer<typeof Guide>;
