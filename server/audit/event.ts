/** An event as it is hashed. Hashes and HMACs are lower-case hex. */
export type ChainedEvent = {
  /** 1 for the first event of the trail. */
  seq: number;
  at: Date;
  staffId: string | null;
  role: string | null;
  unitId: string | null;
  action: string;
  subject: string;
  before: string | null;
  after: string | null;
  /** Hash of the event before; {@link NO_HASH} for the first. */
  prevHash: string;
};

/** An event as it is kept. */
export type KeptEvent = ChainedEvent & { hash: string };

/** What the first event names as the hash before it. */
export const NO_HASH = '0'.repeat(64);

/** Named in every event, so that another form can follow one day without being taken for this one. */
const FORM = 'chung-duong/audit-event/1';

/**
 * The text an event's hash is made over: a JSON array of a fixed length, so that no two events share it.
 */
export const canonicalEvent = (event: ChainedEvent): string =>
  JSON.stringify([
    FORM,
    event.seq,
    event.at.toISOString(),
    event.staffId,
    event.role,
    event.unitId,
    event.action,
    event.subject,
    event.before,
    event.after,
    event.prevHash,
  ]);

/** JSON with the names of every object in order, so that equal states give equal text. `undefined` is left out. */
export function canonicalJson(state: unknown): string {
  return JSON.stringify(state, (_name, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
