/** What the list of hand-overs shows, as its address says. */
export type IntakeFilters = { senderId: string | null; month: string | null; page: number };

/** Reads the filters of the list out of its address; what cannot be read is left out. */
export function readIntakeFilters({ searchParams }: URL): IntakeFilters {
  const sender = searchParams.get('nguon') ?? '';
  const month = searchParams.get('thang') ?? '';
  const page = Number(searchParams.get('trang') ?? 1);
  return {
    senderId: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(sender) ? sender : null,
    month: /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : null,
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  };
}
