import { BANDS, type Band } from '#server/classroom/rules.ts';
import { hostWords } from './host-words.ts';

/** What a certificate says; nothing in it names anybody. */
export type Certificate = { set: string; playedOn: string; seats: { seat: string; band: Band }[] };

const MOST = 60;
const BAND_NAMES = Object.keys(BANDS) as Band[];

/** Address of certificates, one sheet per seat. */
export function certificatePath({ set, playedOn, seats }: Certificate): string {
  const query = new URLSearchParams([
    ['bo', set],
    ['ngay', playedOn],
    ...seats.slice(0, MOST).map(({ seat, band }) => ['cho', `${seat}.${BAND_NAMES.indexOf(band)}`]),
  ]);
  return `${hostWords.certificate.path}?${query}`;
}

/** Reads the address of certificates; what is no seat or no band is left out; null: nothing is left. */
export function readCertificate(
  query: URLSearchParams,
  isSeat: (seat: string) => boolean,
): Certificate | null {
  const playedOn = query.get('ngay') ?? '';
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(playedOn) && !Number.isNaN(Date.parse(playedOn));
  const seats = query
    .getAll('cho')
    .slice(0, MOST)
    .flatMap((text) => {
      const [seat = '', place = ''] = text.split('.');
      const band = /^\d$/.test(place) ? BAND_NAMES[Number(place)] : undefined;
      return band !== undefined && isSeat(seat) ? [{ seat, band }] : [];
    });
  return isDay && seats.length > 0 ? { set: query.get('bo') ?? '', playedOn, seats } : null;
}
