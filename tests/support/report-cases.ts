/**
 * 300 situations for the evidence coach: first a world (what happened, what was recorded, what became of the file, who held
 * the camera), then the person who fills in the page from it. What is wrong with a case is known from the world and never
 * from the coach.
 */
import type { Answers, FileFacts } from '#server/report/rules.ts';
import { DEFECTS, type Defect, type Sound } from '#tests/support/report-defects.ts';
import { drawer, shift, type Draw } from '#tests/support/report-draw.ts';
import * as life from '#tests/support/report-worlds.ts';

export type Case = {
  number: number;
  answers: Answers;
  /** Defects planted: for each, the words of the coach that catch it, any of them. */
  planted: { defect: string; caughtBy: string[] }[];
};

export const TODAY = '2026-11-21';

const unmarked = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');

/** How this person types: with marks, without, in capitals, in small letters. */
function typist({ one, is }: Draw) {
  const hand = one(['as is', 'as is', 'as is', 'unmarked', 'small', 'capitals', 'decomposed'] as const);
  return (text: string): string => {
    const typed =
      hand === 'unmarked'
        ? unmarked(text)
        : hand === 'small'
          ? text.toLowerCase()
          : hand === 'capitals'
            ? text.toUpperCase()
            : hand === 'decomposed'
              ? text.normalize('NFD')
              : text;
    return is(0.15) ? `  ${typed} ` : typed;
  };
}

const dayBefore = (day: string, count: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - count * 86_400_000).toISOString().slice(0, 10);

function plateOf({ one, below }: Draw): string {
  return one(life.PLATE_SHAPES)
    .replaceAll('9', () => String(1 + below(9)))
    .replace(/A(?=[-\d ])/, () => one(['A', 'B', 'C', 'H', 'K']));
}

/** A case whose world has no defect, and what it takes to plant one. */
function soundCase(number: number, draw: Draw): Sound {
  const { one, is, below } = draw;
  const behaviour = one(life.BEHAVIOURS);
  const type = typist(draw);
  const ageDays = one([0, 1, 2, 5, 20, 90, 200, 330]);
  const day = dayBefore(TODAY, ageDays);
  const clock = ageDays === 0 ? `0${1 + below(7)}:15` : `${10 + below(13)}:${10 + below(49)}`;
  const onArtery = is(0.3);
  const isMarker = onArtery && is(0.6);
  const road = one(onArtery ? life.ARTERIES : life.ROADS);
  const point = one(isMarker ? life.MARKERS : life.POINTS);
  const commune = one(life.COMMUNES);
  const province = one(life.PROVINCES);
  const inOneField =
    is(0.15) && /\p{L}/u.test(commune.split(' ')[0]!) && /^(phường|xã|P\.|đặc khu)/.test(commune);
  // Someone who drives past a kilometre marker does not know the commune.
  const knowsCommune = !isMarker || is(0.5);
  const hasSeenPlate = !behaviour.hidesPlate;
  const answers: Answers = {
    guide: behaviour.guide,
    title: behaviour.title,
    situation: one(['over', 'over', 'ongoing', 'danger'] as const),
    medium: behaviour.isMotion ? 'video-whole' : one(['video-whole', 'photos'] as const),
    seen: behaviour.isMeasured && is(0.7) ? 'partly' : 'clear',
    account: type(one(behaviour.accounts)),
    plate: hasSeenPlate ? 'clear' : one(['partly', 'unreadable'] as const),
    plateText: hasSeenPlate ? plateOf(draw) : '',
    vehicle: type(one(life.VEHICLES)),
    colour: type(one(life.COLOURS)),
    features: hasSeenPlate && is(0.6) ? '' : type('tem ngôi sao ở đuôi xe, thùng hàng màu cam'),
    day,
    clock,
    road: type(inOneField ? `${point}, ${road}, ${commune}, ${province}` : road),
    point: inOneField ? '' : type(point),
    commune: inOneField || !knowsCommune ? '' : type(commune),
    province: inOneField ? '' : type(province),
    original: is(0.8) ? 'untouched' : 'copy-kept',
    holder: one(['fixed-camera', 'passenger', 'bystander', 'parked'] as const),
    isPosted: false,
    file: null,
  };
  if (is(0.5)) answers.file = fileOf(answers, draw);
  return { number, behaviour, answers, isMarker, inOneField, type };
}

/** The file of the recording, as it comes out of a phone, a dashboard camera, or a copy. */
function fileOf({ day, clock, medium, original }: Answers, { one, is, below }: Draw): FileFacts {
  const at = `${day}T${clock}`;
  const isVideo = medium !== 'photos';
  const wasCopied = is(0.3) || original !== 'untouched';
  const takenAt = wasCopied
    ? shift(at, 60 * (1 + below(400)))
    : // A camera's clock is a little off; a dashboard camera writes local time where UTC belongs.
      shift(at, below(30) + (isVideo && is(0.3) ? 7 * 60 : 0));
  return {
    kind: isVideo ? 'video' : 'photo',
    bytes: 1_000_000 + below(90_000_000),
    takenAt,
    takenFrom: wasCopied ? 'modified' : isVideo ? 'video' : 'exif',
    durationSeconds: isVideo ? 12 + below(60) : null,
    hasLocation: is(0.4),
    software: one([null, null, 'HDR+ 1.0.540', 'SM-A546E', '17.5.1']),
  };
}

/** The cases of a seed; four in ten without a defect, the rest with one to three. */
export function makeCases(count: number, seed: number): Case[] {
  const draw = drawer(seed);
  return Array.from({ length: count }, (_, number) => {
    const sound = soundCase(number, draw);
    const planted: Defect[] = [];
    const wanted = draw.is(0.4) ? 0 : 1 + draw.below(3);
    for (let attempts = 0; planted.length < wanted && attempts < 40; attempts += 1) {
      const defect = draw.one(DEFECTS);
      if (
        planted.some(({ about }) => about.some((answer) => defect.about.includes(answer))) ||
        !defect.fits(sound)
      )
        continue;
      planted.push(defect);
      defect.plant(sound, draw);
    }
    return {
      number,
      answers: sound.answers,
      planted: planted.map(({ name, caughtBy }) => ({ defect: name, caughtBy })),
    };
  });
}
