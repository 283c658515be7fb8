/** What a result image says. No name, no place: a set, a score and a day. */
export type Result = { set: string; right: number; total: number; on: string };

/** Name of a result in the address of its image: `tong-hop_8_10_2026-11-21`. */
export const resultSubject = ({ set, right, total, on }: Result): string => `${set}_${right}_${total}_${on}`;

/** Reads what {@link resultSubject} wrote; null for anything else. */
export function parseResultSubject(subject: string): Result | null {
  const match = /^([a-z0-9-]{1,60})_(\d{1,2})_(\d{1,2})_(\d{4}-\d{2}-\d{2})$/.exec(subject);
  if (!match) return null;
  const [right, total] = [Number(match[2]), Number(match[3])];
  return total === 0 || right > total ? null : { set: match[1]!, right, total, on: match[4]! };
}
