import type { Task } from '#content/schema.ts';

/**
 * Lines of a text, or rows of a sheet, both ends included; the first is 1. Of pasted HTML the lines that show something are
 * counted. `sheet` where the file has several.
 */
export type Span = { from: number; to: number; sheet?: string };

/** A question as a file holds it: checked against the schema of tasks, its texts tidy (see text/tidy.ts). */
export type ImportedQuestion = {
  text: string;
  task: Task;
  /** Said after answering, whatever was answered. */
  explanation?: string;
  name?: string;
  /** Under which its maker knows it. */
  externalId?: string;
  tags: string[];
  /** Path as GIFT writes it: steps parted by `/`; a slash within a step is doubled. */
  category?: string;
  at: Span;
  /** What was understood otherwise than written, or could not be kept; for the eyes of whoever imports. */
  notes: string[];
};

/** What an export needs; a bank has no lines and no notes. */
export type ExportedQuestion = Omit<ImportedQuestion, 'at' | 'notes'>;

/** Text between the questions that asks nothing. */
export type Description = { text: string; name?: string; at: Span };

/** `file`: nothing was read. `question`: this one is left out. `note`: nothing is lost, but look. */
export type Severity = 'file' | 'question' | 'note';

/** Something wrong, where it stands, in words for a teacher: what it is and what to do. */
export type Fault = {
  severity: Severity;
  line: number;
  /** Of a sheet: `C5`. */
  cell?: string;
  sheet?: string;
  /** All lines that are left out because of it, or that it concerns. */
  block: Span;
  message: string;
  /** How the place begins, at most 80 characters. */
  excerpt: string;
};

/** What became of one block of a file. A block that is left out has at least one fault. */
export type Outcome =
  | { kind: 'question'; question: ImportedQuestion }
  | { kind: 'description'; description: Description }
  | { kind: 'left'; faults: Fault[] }
  | { kind: 'note'; fault: Fault };

const EXCERPT_LENGTH = 80;

/** The beginning of a text on one line. */
export function excerptOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= EXCERPT_LENGTH ? line : `${line.slice(0, EXCERPT_LENGTH - 1)}…`;
}

/** A fault of a block; in a workbook with several sheets it names the block's. */
export function faultOf(
  severity: Severity,
  block: Span,
  line: number,
  message: string,
  excerpt: string,
): Fault {
  const sheet = block.sheet === undefined ? {} : { sheet: block.sheet };
  return { severity, line, ...sheet, block, message, excerpt: excerptOf(excerpt) };
}

/** A block that is left out for one reason. */
export function left(block: Span, line: number, message: string, excerpt: string): Outcome {
  return { kind: 'left', faults: [faultOf('question', block, line, message, excerpt)] };
}

/** Something to look at, of which nothing is lost. */
export function remark(block: Span, line: number, message: string, excerpt: string): Outcome {
  return { kind: 'note', fault: faultOf('note', block, line, message, excerpt) };
}
