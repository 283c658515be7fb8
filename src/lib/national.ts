import { getEntry } from 'astro:content';
import type { NationalFigures } from '#content/schema.ts';
import { nationalWords } from './national-words.ts';

export type NationalFigure = NationalFigures['figures'][number];

/** The figures with their sources. @throws Error when the file is not there: the build would have failed */
export async function readNational(): Promise<NationalFigures> {
  const entry = await getEntry('nationalFigures', 'national');
  if (!entry) throw new Error('no national figures');
  return entry.data;
}

/** Where a figure was published. */
export const sourcesOf = ({ sources }: NationalFigure): string =>
  sources.map(({ site, article }) => `${site}, ${article}`).join('; ');

/** One field of a CSV file. */
const quoted = (value: string | number | null): string => {
  const text = value === null ? '' : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** The figures as a CSV file: UTF-8, comma, empty where nothing was published. */
export function nationalCsv({ figures }: NationalFigures): string {
  const rows = figures.map((figure) => [
    figure.areaVi,
    figure.channelVi,
    figure.from,
    figure.to,
    figure.periodVi,
    figure.received,
    figure.enoughBasis,
    figure.handled,
    figure.insufficient,
    figure.finesVnd,
    figure.approximate.map((name) => CSV_NAMES[name]).join(' '),
    figure.noteVi,
    sourcesOf(figure),
  ]);
  return `\ufeff${[nationalWords.csv.head, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
}

const CSV_NAMES: Record<NationalFigure['approximate'][number], string> = {
  received: 'nhan',
  enoughBasis: 'du_can_cu',
  handled: 'da_xu_ly',
  insufficient: 'khong_du_can_cu',
  finesVnd: 'tien_phat_vnd',
};
