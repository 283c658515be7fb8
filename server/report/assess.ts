import type { Answers, FileFacts } from './answers.ts';
import { needsOf } from './behaviours.ts';
import { hasPersonalNumber, isJudging, isNamed, isWholePlate, readAccount, readPlace } from './reading.ts';

export type Need =
  | 'behaviour'
  | 'content'
  | 'account'
  | 'medium'
  | 'around'
  | 'plate'
  | 'features'
  | 'vehicle'
  | 'colour'
  | 'day'
  | 'hour'
  | 'limitation'
  | 'road'
  | 'point'
  | 'commune'
  | 'province'
  | 'original'
  | 'holder';

/** Clause of a plan, by the plan's number in `content/movements`, or a provision of law. */
export type Source = { plan: '000' | '002'; clause: string } | { provision: string };

/** What may keep police from verifying; `why` names the sentence the page shows. */
export type Missing = { what: Need; why: string; sources: readonly Source[] };

export type Warning = {
  id:
    | 'driver-filmed'
    | 'motorway-stop'
    | 'posted'
    | 'received'
    | 'deadline-near'
    | 'judging'
    | 'personal-data'
    | 'file-time'
    | 'file-edited'
    | 'file-bare'
    | 'file-short'
    | 'file-empty'
    | 'file-kind'
    | 'file-location';
  /** danger: to people or before the law; care: about the evidence; note: good to know. */
  weight: 'danger' | 'care' | 'note';
};

export type Assessment = {
  isReady: boolean;
  missing: Missing[];
  warnings: Warning[];
  /** Call at once, or put together and send; null: not said whether it is still going on. */
  nowOrLater: 'emergency' | 'call' | 'send' | null;
  /** Last day on which the act can be punished, YYYY-MM-DD; null: unknown. */
  lastDay: string | null;
};

/** What the rules need from outside: the day in Viet Nam and the limitation period of the law, null when not in force. */
export type Today = { day: string; limitationYears: number | null };

const LISTS: Source[] = [
  { plan: '002', clause: 'III.2.1b' },
  { plan: '000', clause: 'II.3' },
];
const KON_TUM_LIST: Source[] = [{ plan: '002', clause: 'III.2.1b' }];
const ACCURATE: Source[] = [
  { plan: '000', clause: 'I.3' },
  { plan: '002', clause: 'I.3' },
];

/** Where it stands that police want this. @source nd-168-2024 art. 4; luat-36-2024 art. 9; tt-73-2024-bca art. 25 */
const SOURCES: Record<Need, Source[]> = {
  behaviour: KON_TUM_LIST,
  content: LISTS,
  account: KON_TUM_LIST,
  medium: LISTS,
  around: ACCURATE,
  plate: LISTS,
  features: LISTS,
  vehicle: LISTS,
  colour: LISTS,
  day: LISTS,
  hour: LISTS,
  limitation: [{ provision: 'nd-168-2024:4.1' }],
  road: LISTS,
  point: KON_TUM_LIST,
  commune: KON_TUM_LIST,
  province: [{ provision: 'tt-73-2024-bca:25.1' }],
  original: ACCURATE,
  holder: [{ provision: 'luat-36-2024:9.6' }],
};

/** A file's time may differ by this much from the one typed: clocks run off, and people round. */
export const FILE_TIME_TOLERANCE_MINUTES = 60;
/** A film shorter than this has no room for before and after. */
export const SHORT_FILM_SECONDS = 5;
/** From here on the page says that time is running out. */
export const DEADLINE_NEAR_DAYS = 30;

const EDITORS =
  /photoshop|lightroom|picsart|snapseed|gimp|canva|meitu|faceapp|remini|pixlr|vsco|capcut|inshot/i;
const DAY_MS = 86_400_000;
const at = (local: string): number => Date.parse(`${local}:00Z`);
const isClock = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/**
 * Last day on which an act of a day can still be punished: the same day so many years on, that day included; for 29
 * February the last of the month. @source nd-168-2024 art. 4
 */
export function lastDayOf(day: string, years: number): string {
  const same = `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
  return new Date(Date.parse(`${same}T00:00:00Z`)).toISOString().startsWith(same)
    ? same
    : `${same.slice(0, 8)}28`;
}

/**
 * Weighs what a citizen has against what the plans list, what the guide asks and what the law says of time. It never says
 * that a report will be refused: only what may not be enough to verify.
 */
export function assess(answers: Answers, { day: today, limitationYears }: Today): Assessment {
  const lastDay =
    limitationYears !== null && isDay(answers.day) ? lastDayOf(answers.day, limitationYears) : null;
  const missing = [
    ...missingInPicture(answers),
    ...missingOfOrigin(answers),
    ...missingOfVehicle(answers),
    ...missingOfTime(answers, today, lastDay),
    ...missingOfPlace(answers),
    ...missingOfAccount(answers),
  ].map(([what, why]): Missing => ({ what, why, sources: SOURCES[what] }));
  return {
    isReady: missing.length === 0,
    missing,
    warnings: warningsOf(answers, today, lastDay),
    nowOrLater:
      answers.situation === null
        ? null
        : ({ danger: 'emergency', ongoing: 'call', over: 'send' } as const)[answers.situation],
    lastDay,
  };
}

type Gap = readonly [Need, string];
const when = (isMissing: boolean, what: Need, why: string): Gap[] => (isMissing ? [[what, why]] : []);

function missingInPicture({ guide, seen, medium }: Answers): Gap[] {
  const needs = needsOf(guide ?? '');
  return [
    ...when(guide === null, 'behaviour', 'open'),
    ...when(medium === null, 'medium', 'open'),
    ...when(medium === 'none', 'medium', 'none'),
    ...when(medium === 'photos' && guide !== null && needs.isMotion, 'medium', 'still'),
    ...when(medium === 'video-moment' && needs.isMotion, 'around', 'moment'),
    ...when(medium === 'video-cut', 'around', 'cut'),
    ...when(seen === null && medium !== 'none', 'content', 'open'),
    ...when(seen === 'no', 'content', 'no'),
    ...when(seen === 'partly' && !needs.isMeasured, 'content', 'partly'),
  ];
}

function missingOfAccount({ account, title }: Answers): Gap[] {
  const told = readAccount(account, title);
  return when(told !== 'told', 'account', told);
}

function missingOfVehicle({ guide, plate, plateText, vehicle, colour, features }: Answers): Gap[] {
  const hidesPlate = needsOf(guide ?? '').hidesPlate;
  return [
    ...when(plate === null, 'plate', 'open'),
    ...when(plate === 'partly' && !hidesPlate, 'plate', 'partly'),
    ...when(plate === 'unreadable' && !hidesPlate, 'plate', 'unreadable'),
    ...when(plate === 'clear' && plateText.trim() === '', 'plate', 'unwritten'),
    ...when(plate === 'clear' && plateText.trim() !== '' && !isWholePlate(plateText), 'plate', 'short'),
    ...when(hidesPlate && plate !== 'clear' && features.trim() === '', 'features', 'open'),
    ...when(!isNamed(vehicle, 'vehicle'), 'vehicle', 'open'),
    ...when(!isNamed(colour, 'colour'), 'colour', 'open'),
  ];
}

function missingOfTime({ day, clock }: Answers, today: string, lastDay: string | null): Gap[] {
  return [
    ...when(!isDay(day), 'day', 'open'),
    ...when(isDay(day) && day > today, 'day', 'future'),
    ...when(!isClock(clock), 'hour', 'open'),
    ...when(lastDay !== null && lastDay < today, 'limitation', 'over'),
  ];
}

function missingOfPlace(answers: Answers): Gap[] {
  const place = readPlace(answers);
  return [
    ...when(!place.road, 'road', answers.road.trim() === '' ? 'open' : 'vague'),
    ...when(!place.point, 'point', answers.point.trim() === '' ? 'open' : 'vague'),
    // Whoever passes a kilometre marker need not know the commune: the marker is in one place only.
    ...when(!place.commune && !place.isMarker, 'commune', 'open'),
    ...when(!place.province, 'province', 'open'),
  ];
}

function missingOfOrigin({ original, holder, medium }: Answers): Gap[] {
  if (medium === 'none') return [];
  return [
    ...when(original === null, 'original', 'open'),
    ...when(original === 'copy-only', 'original', 'copy'),
    ...when(original === 'received', 'original', 'received'),
    ...when(holder === null, 'holder', 'open'),
  ];
}

function warningsOf(answers: Answers, today: string, lastDay: string | null): Warning[] {
  const { holder, original, isPosted, account, features, file } = answers;
  const daysLeft = lastDay === null ? null : (Date.parse(lastDay) - Date.parse(today)) / DAY_MS;
  const found: (readonly [boolean, Warning['id'], Warning['weight']])[] = [
    [holder === 'driver', 'driver-filmed', 'danger'],
    [holder === 'motorway-stop', 'motorway-stop', 'danger'],
    [isPosted, 'posted', 'danger'],
    [original === 'received', 'received', 'care'],
    [daysLeft !== null && daysLeft >= 0 && daysLeft <= DEADLINE_NEAR_DAYS, 'deadline-near', 'care'],
    [isJudging(`${account} ${features}`), 'judging', 'care'],
    [hasPersonalNumber(`${account} ${features}`), 'personal-data', 'care'],
    ...(file ? warningsOfFile(file, answers) : []),
  ];
  return found.filter(([isTrue]) => isTrue).map(([, id, weight]) => ({ id, weight }));
}

function warningsOfFile(
  file: FileFacts,
  answers: Answers,
): (readonly [boolean, Warning['id'], Warning['weight']])[] {
  const isEmpty = file.bytes === 0;
  const isUsable = !isEmpty && file.kind !== 'other';
  const isUntouched = answers.original === 'untouched';
  return [
    [isEmpty, 'file-empty', 'care'],
    [file.kind === 'other', 'file-kind', 'care'],
    [isUsable && isOffTime(file, answers), 'file-time', 'care'],
    [isUsable && isUntouched && EDITORS.test(file.software ?? ''), 'file-edited', 'care'],
    [isUsable && isUntouched && file.kind === 'photo' && file.takenFrom === 'modified', 'file-bare', 'note'],
    [
      file.kind === 'video' &&
        answers.medium === 'video-whole' &&
        file.durationSeconds !== null &&
        file.durationSeconds < SHORT_FILM_SECONDS,
      'file-short',
      'care',
    ],
    [isUsable && file.hasLocation, 'file-location', 'note'],
  ];
}

/** Whether the file's own time speaks against the one typed. */
function isOffTime({ takenAt, takenFrom }: FileFacts, { day, clock }: Answers): boolean {
  if (takenAt === null || !isDay(day) || !isClock(clock)) return false;
  const minutes = (at(takenAt) - at(`${day}T${clock}`)) / 60_000;
  // A file may be written again later, but not before what it shows.
  if (takenFrom === 'modified') return minutes < -FILE_TIME_TOLERANCE_MINUTES;
  // Films carry UTC by their format; some cameras write local time there, seven hours ahead of how it is read.
  const readings = takenFrom === 'video' ? [minutes, minutes - 7 * 60] : [minutes];
  return readings.every((reading) => Math.abs(reading) > FILE_TIME_TOLERANCE_MINUTES);
}
