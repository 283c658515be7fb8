import { z } from 'zod';

/*
 * The shape of everything in `content/`. Plain Zod: the site (src/content.config.ts), the server
 * (the content step at start) and the tests read the same definitions.
 */

const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((value) => !Number.isNaN(Date.parse(`${value}T00:00:00Z`)), { error: 'not a calendar day' })
  .describe('A calendar day in Asia/Ho_Chi_Minh, YYYY-MM-DD.');

const Slug = z
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

/* ───────────────────────────── law ───────────────────────────── */

/** `18.4.h` = article 18, clause 4, point h; `58` = article 58; `R.122` = a sign of QCVN 41. */
const Place = z
  .string()
  .regex(/^(\d+[a-zđ]?(\.\d+[a-zđ]?(\.[a-zđ]{1,2})?)?|[A-Z]{1,2}\.\d{3}[a-z]?|all)$/u)
  .describe('article.clause.point, or a sign code, or “all” for the act as a whole.');

const Figure = z.strictObject({
  min: z.number().optional().describe('Lower end when the figure is a range; both ends included.'),
  amount: z.number().describe('The figure, or the upper end of a range.'),
  unit: z
    .enum([
      'm',
      'km/h',
      'year-old',
      'year',
      'month',
      'day',
      'person',
      'point',
      'kg',
      'tonne',
      'cm3',
      'kW',
      'hour',
      'clock',
      'seat',
      'mg/100ml',
      'mg/l',
      'level',
      'percent',
      'kind',
      'vehicle',
      'cm',
      'km',
    ])
    .describe('“clock” is an hour of the day (22 = 22 giờ); “level” has no unit (an alcohol level of 0).'),
});
export type Figure = z.infer<typeof Figure>;

const ProvisionPeriod = z.strictObject({
  from: Day.describe('First day on which this wording applies.'),
  to: Day.optional().describe('Last day on which this wording applies.'),
  textVi: z.string().min(10).describe('What the provision says, in our own words, figures included.'),
  figures: z
    .record(z.string().regex(/^[a-z][A-Za-z0-9]*$/), Figure)
    .optional()
    .describe('Figures other texts may bind to with {{value <provision> <name>}}.'),
  amendedBy: z.string().optional().describe('Act id of the amendment that made this wording.'),
  confidence: Confidence,
  noteVi: z.string().optional().describe('A reservation the reader must see.'),
});

export const Provision = z.strictObject({
  at: Place,
  headingVi: z.string().min(4).describe('Three to ten words: what it is about.'),
  periods: z.array(ProvisionPeriod).min(1),
});
export type Provision = z.infer<typeof Provision>;

export const Act = z.strictObject({
  number: z.string().describe('Official number, e.g. 168/2024/NĐ-CP.'),
  kind: z.enum(['law', 'decree', 'circular', 'standard', 'resolution', 'directive', 'decision', 'plan']),
  title: z.string().min(10).describe('What it regulates, in our words.'),
  issuer: z.string(),
  issuedOn: Day.nullable().describe('null: not confirmed.'),
  inForceFrom: Day.nullable().describe('null: not confirmed.'),
  inForceTo: Day.nullable().describe('Last day in force; null: no known end.'),
  amends: z.array(Slug).default([]),
  replaces: z.array(Slug).default([]),
  implements: z.array(Slug).default([]).describe('Acts it details.'),
  officialUrl: z.url().nullable().describe('Address of the official text, where known.'),
  checkedOn: Day.describe('Day the entry was last compared with its sources.'),
  reviewBy: Day.describe('Day by which it must be compared again.'),
  confidence: Confidence.describe('Confidence in number, dates and title.'),
  datesConfidence: Confidence.optional().describe('Where the dates are less certain than the rest.'),
  sources: z
    .array(z.string())
    .min(1)
    .describe('Where the facts were read (two independent ones for “verified”).'),
  noteVi: z.string().optional(),
  changesVi: z
    .array(z.strictObject({ on: Day, textVi: z.string(), provision: z.string().optional() }))
    .default([])
    .describe('What readers should know changed, for “Luật vừa đổi”. No figures of fines here.'),
  provisions: z.array(Provision).default([]),
});
export type Act = z.infer<typeof Act>;

const PenaltyPeriod = z.strictObject({
  from: Day,
  to: Day.optional().describe('Last day; absent while no end is known.'),
  fineMinVnd: z
    .number()
    .int()
    .nonnegative()
    .nullable()
    .describe('null: warning, confiscation or another sanction only.'),
  fineMaxVnd: z.number().int().positive().nullable(),
  fineUnit: z
    .enum(['per-person-over'])
    .optional()
    .describe('The fine counts for each person above the limit.'),
  points: z
    .number()
    .int()
    .min(0)
    .max(12)
    .nullable()
    .describe('Points deducted; 0: none by law; null: not listed.'),
  sanctionVi: z.string().nullable().describe('Other sanctions and remedies, in the law’s terms.'),
  provision: z.string().describe('Act id and place, e.g. nd-168-2024:6.9.d'),
  amendedBy: z.string().optional().describe('Act id and place of the amendment.'),
  isNew: z
    .boolean()
    .optional()
    .describe('First period of an offence that this provision created on that day.'),
  noteVi: z.string().optional().describe('What changed in the wording, or who is exempt.'),
});
export type PenaltyPeriod = z.infer<typeof PenaltyPeriod>;

export const Penalty = z.strictObject({
  id: Slug,
  titleVi: z.string().min(5).describe('The offence in our words.'),
  vehicle: Vehicle,
  role: Role,
  subject: Subject,
  confidence: Confidence,
  withheld: z
    .boolean()
    .default(false)
    .describe('Known, but not to be published: shown as “chưa xác nhận”, without figures.'),
  noteVi: z.string().optional(),
  periods: z.array(PenaltyPeriod).min(1),
});
export type Penalty = z.infer<typeof Penalty>;

export const Behaviour = z.strictObject({
  nameVi: z.string().describe('Name of the behaviour, as people say it.'),
  penalties: z.array(Penalty).min(1),
});
export type Behaviour = z.infer<typeof Behaviour>;

/* ───────────────────────────── guides ───────────────────────────── */

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

/* ───────────────────────────── movements (the provinces' plans) ───────────────────────────── */

const PlanClause = z
  .string()
  .regex(/^[IVX]*\.?[0-9a-zđ.]*$/u)
  .describe('Clause of the plan, e.g. III.2.1b; empty only for a text without clauses.');

/** One line of a plan in our own words, with what proves it. */
const PlanLine = z.strictObject({
  id: Slug,
  textVi: z.string().min(5),
  clause: PlanClause,
  key: z
    .string()
    .refine((phrase) => phrase.trim().split(/\s+/).length <= 6, { error: 'at most six words' })
    .describe('Up to six words, a figure or a date that stand in the plan word for word.'),
});

export const Movement = z.strictObject({
  title: z.string().min(10),
  number: z.string().nullable().describe('Number of the plan as far as the text gives it.'),
  issuer: z.string(),
  issuedOn: z.string().nullable().describe('As the text gives it: 2023-11, 2024-06, a day, or null.'),
  province: z.string().nullable().describe('As named in the plan; null when the text does not name it.'),
  successors: z
    .array(
      z.strictObject({
        unit: z.string(),
        now: z.string(),
        since: Day.optional(),
        acts: z
          .array(Slug)
          .default([])
          .describe('Files of content/law/acts that say so; empty: not in them.'),
      }),
    )
    .default([])
    .describe('Units of the plan that no longer exist, and what stands in their place.'),
  planCode: z.enum(['000', '001', '002', '003', '004']),
  state: z.enum(['running', 'ended', 'unknown']),
  endedOn: Day.optional(),
  stateVi: z.string().describe('One sentence: whether it still runs, and how we know.'),
  summaryVi: z.string().min(40),
  legalBasis: z.array(PlanLine),
  purposes: z.array(PlanLine),
  duties: z.array(z.strictObject({ who: z.string(), lines: z.array(PlanLine).min(1) })),
  focus: z.array(
    z.strictObject({ focus: PlanFocus, clause: PlanClause, key: PlanLine.shape.key, guide: Slug.nullable() }),
  ),
  taskGroups: z.array(PlanLine),
  targets: z.array(PlanLine),
  deadlines: z.array(
    z.strictObject({
      ...PlanLine.shape,
      monthDay: z
        .string()
        .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
        .refine((day) => new Date(`2023-${day}T00:00:00Z`).toISOString().slice(5, 10) === day, {
          error: 'not a day of every year',
        })
        .optional()
        .describe('MM-DD of a deadline that comes back every year.'),
      on: Day.optional().describe('A deadline of one year.'),
      isInclusive: z
        .boolean()
        .default(false)
        .describe('true: the day itself still counts; false: “trước ngày”, the day before is the last.'),
      from: z.string().describe('Who sends.'),
      to: z.string().describe('To whom.'),
      what: z.string(),
      isRecurring: z.boolean(),
    }),
  ),
  rewards: z.array(PlanLine),
  confidentiality: z.array(PlanLine).default([]),
  channels: z
    .array(z.strictObject({ name: z.string(), value: z.string(), clause: PlanClause }))
    .default([])
    .describe('Numbers and accounts as the old plan gives them: shown struck, never linked, never searched.'),
  checkedOn: Day.describe('Day the entry was last compared with the plan and with the law.'),
});
export type Movement = z.infer<typeof Movement>;

/* ───────────────────────────── channels, true and false ───────────────────────────── */

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

/* ───────────────────────────── questions ───────────────────────────── */

const Option = z.strictObject({
  text: z
    .string()
    .min(1)
    .describe('Bindings for figures of law in the right answer; plain figures only in wrong ones.'),
  isRight: z.boolean().default(false),
});

export const Question = z.strictObject({
  id: Slug,
  fact: z.number().int().min(1).max(120).describe('Number of the fact it rests on.'),
  provision: z.string().describe('Provision that answers it.'),
  text: z.string().min(10),
  options: z.array(Option).min(2).max(4),
  explanation: z.string().min(15).describe('Why, in one to three sentences; figures bound.'),
  levels: z.array(Level).min(1),
  difficulty: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  guides: z.array(Slug).default([]),
  scene: Slug.optional(),
});
export type Question = z.infer<typeof Question>;

/* ───────────────────────────── search ───────────────────────────── */

/** `content/search/words.yaml`. All words are compared without marks and case. */
export const SearchWords = z.strictObject({
  abbreviations: z.array(
    z.strictObject({
      short: z.string().min(1).describe('What people type, one to four words.'),
      means: z.array(z.string().min(2)).min(1).describe('What it stands for; the typed word counts too.'),
    }),
  ),
  fillers: z
    .array(z.string().min(2))
    .describe('Words that say nothing about what is looked for; left out unless nothing else is typed.'),
});
export type SearchWords = z.infer<typeof SearchWords>;

/** `content/search/pages.yaml`: pages to be found that are neither a guide nor a text of law. */
export const SearchPages = z.array(
  z.strictObject({
    path: z.string().regex(/^\/([a-z0-9-]+\/)+$/),
    title: z.string().min(4),
    text: z.string().min(10).describe('One sentence shown under the title.'),
    terms: z.array(z.string()).default([]).describe('Other words people use for it.'),
  }),
);
export type SearchPages = z.infer<typeof SearchPages>;

/** A file of content/questions: questions of one subject. Ids are unique over all files. */
export const QuestionFile = z.strictObject({
  topicVi: z.string().min(3).describe('What the questions of this file are about.'),
  questions: z
    .array(
      Question.refine(({ options }) => options.filter(({ isRight }) => isRight).length === 1, {
        error: 'exactly one option is right',
      }),
    )
    .min(1),
});
export type QuestionFile = z.infer<typeof QuestionFile>;

/* ───────────────────────────── pages, updates and corrections ───────────────────────────── */

/** A page of prose: privacy, accessibility. Its body is Markdown. */
export const Page = z.strictObject({
  title: z.string().min(4),
  lead: z.string().min(20),
  updatedOn: Day,
});
export type Page = z.infer<typeof Page>;

export const Update = z.strictObject({
  title: z.string().min(5),
  on: Day,
  kind: z.enum(['law', 'content', 'site']),
});
export type Update = z.infer<typeof Update>;

export const Correction = z.strictObject({
  title: z.string().min(5),
  on: Day,
  page: z.string().startsWith('/').describe('Page that was wrong.'),
  before: z.string(),
  after: z.string(),
  reason: z.string(),
});
export type Correction = z.infer<typeof Correction>;

/* ───────────────────────────── scenes ───────────────────────────── */

/*
 * A scene is a road seen from above, as data. Coordinates are canvas px: x to the right (east), y down (south);
 * 22 px = 1 m along the road. Angles are degrees clockwise from east: 0 east, 90 south, 180 west, 270 north.
 */

const Px = z.number().describe('Canvas px; 22 px = 1 m.');
const Degrees = z.number().min(-360).max(360).describe('Degrees clockwise from east.');
const SceneText = z.string().min(3).describe('Vietnamese, NFC.');

export const LaneKind = z
  .enum(['general', 'motorbike', 'bus', 'emergency', 'bicycle'])
  .describe('Who may use the lane; emergency lanes stand beside a solid line.');
export type LaneKind = z.infer<typeof LaneKind>;

const SceneRoad = z.strictObject({
  id: Slug,
  axis: z.enum(['h', 'v']).describe('h runs west–east, v runs south–north.'),
  at: Px.describe('Middle of the whole carriageway: y for h, x for v.'),
  from: Px.default(-60).describe('Western (h) or northern (v) end.'),
  to: Px.default(2000).describe(
    'Eastern (h) or southern (v) end; a road that ends in another one ends at its middle.',
  ),
  forward: z
    .array(LaneKind)
    .default([])
    .describe('Lanes towards east (h) or north (v), from the middle outwards: f1, f2, …'),
  backward: z
    .array(LaneKind)
    .default([])
    .describe(
      'Lanes towards west (h) or south (v), from the middle outwards: b1, b2, … Empty on one side: one-way.',
    ),
  laneWidth: Px.min(24).max(160).default(84),
  centre: z
    .enum(['dashed', 'solid', 'double', 'none', 'median'])
    .default('dashed')
    .describe('What divides the two directions; always yellow, median is a built strip.'),
  laneLine: z
    .enum(['dashed', 'solid'])
    .default('dashed')
    .describe('White line between lanes of one direction.'),
  edgeLine: z.boolean().default(false).describe('White line along both edges.'),
  side: z
    .enum(['kerb', 'shoulder', 'rail', 'plain'])
    .default('kerb')
    .describe('kerb: town; shoulder: gravel strip outside town; rail: motorway guard rail.'),
  motorway: z
    .boolean()
    .default(false)
    .describe('Long dashes and edge lines; no two-wheelers, no people in a lawful scene.'),
});

const JunctionArm = z.strictObject({
  stop: z.boolean().default(false).describe('Stop line for the traffic coming in.'),
  zebra: z.boolean().default(false),
});

const SceneJunction = z.strictObject({
  roads: z.tuple([Slug, Slug]).describe('The h road and the v road.'),
  radius: Px.min(0).max(80).default(28).describe('Radius of the kerb at the corners.'),
  island: Px.min(20).max(200).optional().describe('Radius of a central island: makes a roundabout.'),
  west: JunctionArm.optional(),
  east: JunctionArm.optional(),
  north: JunctionArm.optional(),
  south: JunctionArm.optional(),
});

const SceneBay = z.strictObject({
  road: Slug,
  side: z.enum(['forward', 'backward']).describe('Beside the lanes of this direction.'),
  from: Px,
  to: Px,
  kind: z
    .enum(['parking', 'bus-stop', 'passenger-stop'])
    .describe('bus-stop carries the letters BUS; passenger-stop is where coaches may pick up and set down.'),
});

const SceneCrossing = z.strictObject({
  road: Slug,
  at: Px.describe('Middle of the zebra along the road.'),
  stop: z.boolean().default(true).describe('Stop lines on both approaches.'),
});

const SceneRailway = z.strictObject({
  axis: z.enum(['h', 'v']),
  at: Px.describe('Middle of the track: y for h, x for v.'),
  barrier: z.enum(['open', 'closed', 'none']).default('none'),
  stop: z.boolean().default(true).describe('Stop lines on both approaches.'),
});

const SceneMarking = z.strictObject({
  kind: z
    .enum(['straight', 'left', 'right', 'straight-left', 'straight-right', 'motorbike', 'bicycle', 'bus'])
    .describe('Arrow or pictogram painted on the lane.'),
  road: Slug,
  lane: z.string().regex(/^[fb][1-6]$/),
  at: Px.describe('Along the road.'),
});

export const SceneVehicleKind = z.enum([
  'motorbike',
  'moped',
  'bicycle',
  'ebike',
  'car',
  'van',
  'coach',
  'bus',
  'truck',
  'dump-truck',
  'container',
  'ambulance',
  'fire-engine',
  'train',
]);
export type SceneVehicleKind = z.infer<typeof SceneVehicleKind>;

const SceneRider = z.strictObject({
  who: z.enum(['adult', 'child']).default('adult'),
  helmet: z.boolean().default(true),
  phone: z.boolean().default(false).describe('Holds a phone in the hand (driver only).'),
  bag: z.boolean().default(false).describe('School bag on the back.'),
  seat: z
    .enum(['front', 'behind'])
    .default('front')
    .describe('Only a child first among two passengers or more: in front of the driver or right behind.'),
});

const SceneCargo = z.strictObject({
  kind: z.enum(['gravel', 'boxes', 'people']),
  covered: z.boolean().default(false).describe('Tarpaulin over the load.'),
  over: z.enum(['side', 'back']).optional().describe('Sticks out beyond the sides or the back.'),
  raised: z.boolean().default(false).describe('Walls of the body built higher than made.'),
  spill: z.boolean().default(false).describe('Material falls behind the vehicle.'),
});

const SceneSeat = z.strictObject({
  place: z
    .enum(['front-left', 'front-right', 'rear-left', 'rear-right'])
    .describe('The driver sits front-left.'),
  who: z.enum(['adult', 'child']).default('adult'),
  belt: z.boolean().default(true).describe('Seat belt fastened.'),
  childSeat: z.boolean().default(false).describe('Child seat with its own straps.'),
});

const SceneVehicle = z.strictObject({
  kind: SceneVehicleKind,
  focus: z.boolean().default(false).describe('The vehicle of interest: yellow; all others grey.'),
  road: Slug.optional().describe('Absent only for trains.'),
  lane: z
    .string()
    .regex(/^[fb][1-6]$/)
    .optional()
    .describe('f1 is the forward lane next to the middle. Absent only for trains.'),
  at: Px.describe('Middle of the vehicle along the road or track: x for h, y for v.'),
  shift: Px.default(0).describe('To the right of the lane’s middle, as its traffic sees it; negative: left.'),
  heading: z
    .union([z.enum(['along', 'against']), Degrees])
    .default('along')
    .describe('Along or against the lane, or an angle while turning.'),
  off: z
    .enum(['kerb', 'pavement', 'shoulder', 'bay'])
    .optional()
    .describe(
      'Stopped: at the kerb (inside the lane), on the pavement, on the shoulder, in a bay. With shoulder or pavement the vehicle may also move, see moving.',
    ),
  moving: z.boolean().default(false).describe('Only with off: rides there instead of standing.'),
  tone: z
    .enum(['light', 'blue', 'dark', 'white'])
    .default('light')
    .describe('Grey of a vehicle that is not the focus.'),
  riders: z
    .array(SceneRider)
    .max(5)
    .optional()
    .describe(
      'Two-wheelers: first the driver, then from front to back; a child first among passengers sits in front. Absent: one rider with a helmet. Empty: parked.',
    ),
  cargo: SceneCargo.optional(),
  doors: z
    .array(z.enum(['left', 'right']))
    .default([])
    .describe('Open doors, as the driver sees them.'),
  lights: z.array(z.enum(['head', 'brake', 'left', 'right', 'hazard', 'siren'])).default([]),
  plate: z
    .enum(['none', 'shown', 'covered'])
    .default('none')
    .describe('Draw the rear plate (blank) or a cover over it; for close-ups.'),
  noise: z.boolean().default(false).describe('Waves from the exhaust.'),
  phoneHolder: z.boolean().default(false).describe('Two-wheelers: phone in a holder on the handlebar.'),
  seats: z
    .array(SceneSeat)
    .min(1)
    .max(4)
    .optional()
    .describe('Cars only: the roof is cut away and these people sit inside; for close-ups.'),
});

const ScenePerson = z.strictObject({
  kind: z.enum(['pedestrian', 'child', 'officer', 'passenger']),
  focus: z.boolean().default(false),
  x: Px,
  y: Px,
  facing: Degrees.default(0),
  hat: z.enum(['none', 'non-la', 'cap']).default('none'),
  arms: z
    .enum(['down', 'up', 'sides', 'front', 'wave', 'reach'])
    .default('down')
    .describe(
      'Officer: up = right hand straight up; sides = both arms out; front = right arm forward. Others: wave; reach = hand held out forward.',
    ),
  holds: z.enum(['key', 'card']).optional().describe('In the hand held out (arms: reach).'),
});

export const SceneSignCode = z.enum([
  'P.101',
  'P.102',
  'P.112',
  'P.125',
  'P.127',
  'P.128',
  'P.130',
  'P.131',
  'DP.133',
  'DP.134',
  'DP.135',
  'R.122',
  'W.207',
  'W.208',
  'W.210',
  'W.211',
  'W.224',
  'W.225',
  'W.227',
  'one-way',
  'residential-start',
  'residential-end',
  'bus-stop',
  'light',
  'rail-light',
]);
export type SceneSignCode = z.infer<typeof SceneSignCode>;

const SceneSign = z.strictObject({
  code: SceneSignCode.describe(
    'QCVN 41:2024 code; plates without a code go by name; light and rail-light are signals.',
  ),
  x: Px,
  y: Px.describe('Foot of the post; the face stands above it.'),
  number: z.number().int().min(5).max(120).optional().describe('P.127 and DP.134: km/h.'),
  state: z.enum(['red', 'yellow', 'green', 'off']).optional().describe('Signals only.'),
  arrow: z.enum(['left', 'right', 'up']).default('right').describe('one-way only.'),
  absent: z.boolean().default(false).describe('Dashed ring where the sign would stand.'),
  scale: z.number().min(0.6).max(2).default(1),
});

const ScenePath = z.strictObject({
  kind: z.enum(['violation', 'lawful', 'neutral']).describe('Red, green with white casing; white.'),
  points: z
    .array(z.tuple([Px, Px]))
    .min(2)
    .describe('Corners of the movement, in order; the arrow head ends at the last one.'),
  radius: Px.min(0).max(200).default(44).describe('Rounding of the corners.'),
  dashed: z.boolean().default(false).describe('Movement that has not happened yet, or must not.'),
  blocked: z.boolean().default(false).describe('Ends at a bar instead of an arrow head: no way through.'),
});

const SceneCallout = z.strictObject({
  number: z.number().int().min(1).max(4),
  x: Px,
  y: Px,
  text: SceneText.describe('The sentence below the picture.'),
});

const SceneBubble = z.strictObject({
  x: Px,
  y: Px,
  text: z
    .string()
    .regex(/^[0-9A-Za-z ,./<>+=:–-]{1,10}$/)
    .describe('Digits or a short code only, e.g. “72 km/h”.'),
});

const SceneScenery = z.strictObject({
  kind: z
    .enum(['roof', 'shelter', 'tree', 'cone', 'barrel', 'tent', 'table', 'gate', 'lamp'])
    .describe(
      'table: round, with stools; gate: open gate in a wall along the street; lamp: street lamp, its arm towards the north (a negative height: south).',
    ),
  x: Px,
  y: Px.describe('Middle.'),
  width: Px.default(60),
  height: Px.default(60),
});

const SceneProfile = z.strictObject({
  kind: z.enum(['truck', 'motorbike']),
  load: z
    .enum(['low', 'high', 'raised', 'gravel-low', 'gravel-high'])
    .describe('Height against the dashed limit line; raised: the walls themselves were built up.'),
  x: Px,
  y: Px.describe('Upper left corner of the inset, 190×120 px before scaling with the view.'),
});

const SceneGhost = z.strictObject({
  kind: SceneVehicleKind,
  x: Px,
  y: Px.describe('Middle.'),
  angle: Degrees.default(0),
});

const SceneInset = z.strictObject({
  kind: z
    .enum([
      'beer',
      'phone-hand',
      'phone-holder',
      'strap-loose',
      'strap-closed',
      'key',
      'licence',
      'motorbike',
      'moped',
    ])
    .describe(
      'What a view from above cannot show: hand with a glass of beer, phone in the hand or in a holder, chin strap, key handed over, licence shown, side view of a machine.',
    ),
  x: Px,
  y: Px.describe('Middle of the circle; its radius is 54 px, kept at its apparent size by the view.'),
  at: z.tuple([Px, Px]).describe('Where the thin line ends: the person or thing it belongs to.'),
});

export const SceneBreak = z.enum([
  'heading',
  'lane',
  'line',
  'light',
  'position',
  'load',
  'riders',
  'equipment',
  'yield',
  'other',
]);
export type SceneBreak = z.infer<typeof SceneBreak>;

export const Scene = z.strictObject({
  title: SceneText.describe('For <title>: what is seen, a few words.'),
  description: SceneText.describe('For <desc>: one or two sentences for those who do not see the picture.'),
  caption: SceneText.describe('Two to five words in the panel’s head, e.g. “Phố một chiều”.'),
  verdict: z.enum(['violation', 'lawful']),
  breaks: SceneBreak.optional().describe(
    'What the focus breaks; required in a violation scene, absent in a lawful one.',
  ),
  canvas: z
    .strictObject({ width: Px.positive().default(480), height: Px.positive().default(360) })
    .prefault({})
    .describe('4:3; 480×360 for one street, 640×480 for a junction, 960×720 for long vehicles.'),
  view: z
    .strictObject({ x: Px, y: Px, width: Px.positive(), height: Px.positive() })
    .optional()
    .describe(
      'Part of the canvas to show, for close-ups; keep 4:3. Signs, numbers and arrows keep their apparent size.',
    ),
  ground: z.enum(['pavement', 'verge']).default('pavement'),
  roads: z.array(SceneRoad).min(1),
  junctions: z
    .array(SceneJunction)
    .default([])
    .describe('Only what differs from a plain crossing; crossings of roads are found by themselves.'),
  bays: z.array(SceneBay).default([]),
  crossings: z.array(SceneCrossing).default([]).describe('Zebras away from junctions.'),
  railway: SceneRailway.optional(),
  markings: z.array(SceneMarking).default([]),
  scenery: z.array(SceneScenery).default([]),
  vehicles: z.array(SceneVehicle).default([]),
  people: z.array(ScenePerson).default([]),
  signs: z.array(SceneSign).default([]),
  paths: z.array(ScenePath).default([]),
  bubbles: z.array(SceneBubble).default([]),
  profile: SceneProfile.optional().describe('Side view of a load, since height cannot be seen from above.'),
  ghosts: z.array(SceneGhost).default([]).describe('Dashed outlines of where vehicles were before.'),
  insets: z
    .array(SceneInset)
    .max(2)
    .default([])
    .describe('Close-ups in a circle, tied to what they belong to.'),
  badge: z
    .strictObject({ dx: Px, dy: Px })
    .optional()
    .describe(
      'Moves the verdict badge: offset of its middle from the middle of the focus. Absent: above it.',
    ),
  callouts: z.array(SceneCallout).min(0).max(4).default([]),
  showBadge: z.boolean().default(true).describe('false for pictures that must not give the answer away.'),
});
export type Scene = z.infer<typeof Scene>;
