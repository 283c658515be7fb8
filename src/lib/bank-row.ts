import type { TaskKind } from '#content/schema.ts';

/** One row of a question's form as it was typed; each kind shows some of its cells. */
export type TypedRow = {
  text: string;
  right: string;
  belief: string;
  said: string;
  weight: string;
  tolerance: string;
  x: string;
  y: string;
  radius: string;
  isRight: boolean;
};

/** A question as it stands in its form. */
export type TypedQuestion = {
  kind: TaskKind;
  text: string;
  explanation: string;
  /** Empty: a draft. */
  provision: string;
  levels: string[];
  topic: string;
  difficulty: string;
  /** Empty: none; `canh:<scene>`, `tep:<id>`. */
  picture: string;
  rows: TypedRow[];
  /** Of a statement: `dung`, `sai`. */
  isTrue: string;
  belief: string;
  saidRight: string;
  saidWrong: string;
  unit: string;
  /** Right sides that belong to nothing; empty ones say nothing. */
  extras: string[];
  scene: string;
};

export const emptyRow: TypedRow = {
  text: '',
  right: '',
  belief: '',
  said: '',
  weight: '',
  tolerance: '',
  x: '',
  y: '',
  radius: '',
  isRight: false,
};
