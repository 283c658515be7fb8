const ZONE = 'Asia/Ho_Chi_Minh';
/** Vietnam keeps one time all year. */
const OFFSET = '+07:00';

const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' });

/** An instant as a field for day and hour takes it, in Vietnam's time: `2026-11-21T14:05`. */
export const localOf = (instant: Date): string => parts.format(instant).replace(' ', 'T');

/** Calendar day of an instant in Vietnam, `YYYY-MM-DD`. */
export const dayIn = (instant: Date): string => localOf(instant).slice(0, 10);

/** `14:05` */
export const formatTime = (instant: Date): string => localOf(instant).slice(11, 16);

/** `14:05 21/11/2026` */
export const formatInstant = (instant: Date): string =>
  `${formatTime(instant)} ${dayIn(instant).split('-').reverse().join('/')}`;

/** What was typed into a field for day and hour, as an instant with its zone; empty stays null. */
export const instantFrom = (local: string): string | null =>
  local === '' ? null : `${local.length === 16 ? `${local}:00` : local}${OFFSET}`;
