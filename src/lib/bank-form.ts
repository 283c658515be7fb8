import type { Task, TaskKind } from '#content/schema.ts';
import { LEVELS } from '#server/bank/rules.ts';

import { emptyRow, type TypedQuestion, type TypedRow } from './bank-row.ts';
import { rowsOf, taskFrom } from './bank-task.ts';

export type { TypedQuestion } from './bank-row.ts';

/** Rows a new question of a kind begins with, and the most it may have. */
const ROWS: Record<TaskKind, { first: number; most: number }> = {
  one: { first: 4, most: 10 },
  several: { first: 4, most: 10 },
  'true-false': { first: 0, most: 0 },
  ordering: { first: 3, most: 8 },
  matching: { first: 3, most: 10 },
  number: { first: 1, most: 10 },
  short: { first: 2, most: 20 },
  hotspot: { first: 0, most: 8 },
};
export const maxRowsOf = (kind: TaskKind): number => ROWS[kind].most;

/** Right sides of a matching that belong to nothing, at most. */
export const MAX_EXTRAS = 6;

const SPOT_RADIUS_PX = 60;

/** The form of a new question. */
export const emptyQuestion = (kind: TaskKind): TypedQuestion => ({
  kind,
  text: '',
  explanation: '',
  provision: '',
  levels: [],
  topic: '',
  difficulty: '2',
  picture: '',
  rows: Array.from({ length: ROWS[kind].first }, () => emptyRow),
  isTrue: '',
  belief: '',
  saidRight: '',
  saidWrong: '',
  unit: '',
  extras: [],
  scene: '',
});

/** A kept question as it stands in its form. */
export function typedFrom(kept: {
  text: string;
  task: Task;
  explanation: string;
  provision: string | null;
  levels: readonly string[];
  topic: string;
  difficulty: number;
  scene: string | null;
  mediaId: string | null;
}): TypedQuestion {
  const { task, scene, mediaId } = kept;
  const isStatement = task.kind === 'true-false';
  return {
    ...emptyQuestion(task.kind),
    text: kept.text,
    explanation: kept.explanation,
    provision: kept.provision ?? '',
    levels: [...kept.levels],
    topic: kept.topic,
    difficulty: String(kept.difficulty),
    picture: mediaId !== null ? `tep:${mediaId}` : scene !== null ? `canh:${scene}` : '',
    rows: rowsOf(task),
    isTrue: isStatement ? (task.isTrue ? 'dung' : 'sai') : '',
    belief: isStatement ? (task.misconception ?? '') : '',
    saidRight: isStatement ? (task.feedbackRight ?? '') : '',
    saidWrong: isStatement ? (task.feedbackWrong ?? '') : '',
    unit: task.kind === 'number' ? (task.unit ?? '') : '',
    extras: task.kind === 'matching' ? task.extras : [],
    scene: task.kind === 'hotspot' ? task.scene : '',
  };
}

type Form = { text(name: string): string; all(name: string): string[] };

/** Reads the fields of a posted form. */
export function typedQuestion(form: Form, kind: TaskKind): TypedQuestion {
  const count = Math.min(Number(form.text('so-dong')) || 0, maxRowsOf(kind));
  const rights = form.all('dung');
  // Line breaks are posted as CR LF.
  const lined = (text: string) => text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
  const lines = (name: string) => lined(form.text(name));
  return {
    kind,
    text: lines('cau'),
    explanation: lines('giai-thich'),
    provision: form.text('dieu-khoan'),
    levels: form.all('cap').filter((level) => (LEVELS as readonly string[]).includes(level)),
    topic: form.text('chu-de'),
    difficulty: form.text('do-kho') || '2',
    picture: form.text('hinh'),
    rows: Array.from({ length: count }, (_, at) => ({
      text: lines(`dong-${at}`),
      right: lines(`ve-${at}`),
      belief: lines(`hieu-lam-${at}`),
      said: lines(`nhan-${at}`),
      weight: form.text(`diem-${at}`),
      tolerance: form.text(`sai-so-${at}`),
      x: form.text(`x-${at}`),
      y: form.text(`y-${at}`),
      radius: form.text(`r-${at}`),
      isRight: rights.includes(String(at)),
    })),
    isTrue: form.text('khang-dinh'),
    belief: form.text('hieu-lam'),
    saidRight: form.text('nhan-dung'),
    saidWrong: form.text('nhan-sai'),
    unit: form.text('don-vi'),
    extras: form.all('thua').slice(0, MAX_EXTRAS).map(lined),
    scene: form.text('canh'),
  };
}

/** The form with one more row at its end; as it is when it has as many as its kind takes. */
export const withRow = (typed: TypedQuestion, row: Partial<TypedRow> = {}): TypedQuestion =>
  typed.rows.length < maxRowsOf(typed.kind)
    ? { ...typed, rows: [...typed.rows, { ...emptyRow, ...row }] }
    : typed;

/** The form without a row; `at` from 0. */
export const withoutRow = (typed: TypedQuestion, at: number): TypedQuestion => ({
  ...typed,
  rows: typed.rows.filter((_, place) => place !== at),
});

/** Width at which a scene is shown to be touched, px; the same on every screen, so that a touch says where it was. */
export const TOUCH_WIDTH_PX = 300;

/** The form with one more spot where its scene was touched. @param view what the picture shows of the canvas */
export const withSpot = (
  typed: TypedQuestion,
  touch: { xPx: number; yPx: number },
  view: { xPx: number; yPx: number; widthPx: number },
): TypedQuestion => {
  const scale = view.widthPx / TOUCH_WIDTH_PX;
  return withRow(typed, {
    x: String(Math.round(view.xPx + touch.xPx * scale)),
    y: String(Math.round(view.yPx + touch.yPx * scale)),
    radius: String(SPOT_RADIUS_PX),
  });
};

/** A difficulty as it is posted; what is none is the middle one. */
export const difficultyFrom = (typed: string): 1 | 2 | 3 => (typed === '1' ? 1 : typed === '3' ? 3 : 2);

/** A form as the procedures take it. */
export function questionInput(typed: TypedQuestion) {
  const [where, id] = typed.picture.split(':');
  return {
    text: typed.text,
    task: taskFrom(typed),
    explanation: typed.explanation,
    provision: typed.provision || null,
    levels: typed.levels as (typeof LEVELS)[number][],
    topic: typed.topic,
    difficulty: difficultyFrom(typed.difficulty),
    scene: where === 'canh' && id ? id : null,
    mediaId: where === 'tep' && id ? id : null,
  };
}
