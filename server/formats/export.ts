import type { ExportedQuestion, Fault } from './question.ts';
import { writeGift } from './gift/write.ts';
import { EXAMPLES } from './xlsx/examples.ts';
import { writeQuestions, writeTemplate } from './xlsx/write.ts';

export type ExportFormat = 'gift' | 'xlsx';

export type ExportedFile = {
  bytes: Uint8Array;
  mediaType: string;
  /** Of the file name, without the dot. */
  extension: string;
  /** Questions that the format cannot hold, by their place in the bank (the first is 1); the file names them too. */
  left: Fault[];
};

const XLSX = {
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  extension: 'xlsx',
} as const;

/**
 * Questions as a file that `importQuestions` reads as they were, up to `tidyQuestion`. XLSX holds all kinds; GIFT has no place for
 * ordering and hotspots, and for a few texts (an arrow in a short answer): those are in `left`.
 */
export async function exportQuestions(
  questions: readonly ExportedQuestion[],
  format: ExportFormat,
): Promise<ExportedFile> {
  if (format === 'xlsx') return { bytes: await writeQuestions(questions), ...XLSX, left: [] };
  const { text, left } = writeGift(questions);
  return {
    bytes: new TextEncoder().encode(text),
    mediaType: 'text/plain; charset=utf-8',
    extension: 'gift',
    left,
  };
}

/** The workbook that teachers fill in: headings, and a sheet that explains them by an example of each kind. */
export const exportTemplate = async (): Promise<ExportedFile> => ({
  bytes: await writeTemplate(EXAMPLES),
  ...XLSX,
  left: [],
});
