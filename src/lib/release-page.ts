import type { Named } from '#server/outcomes/rules.ts';

/** A path of the rooms of figures; where there are several provinces it keeps the one that is looked at. */
export function ofProvince(
  path: string,
  { provinces, province }: { provinces: readonly Named[]; province: Named | null },
): string {
  if (provinces.length < 2 || province === null) return path;
  const url = new URL(path, 'http://desk.invalid');
  url.searchParams.set('tinh', province.code);
  return url.pathname + url.search;
}

/** Whether an address names a month: `2026-09`. */
export const isMonth = (text: string | undefined): text is string =>
  /^\d{4}-(0[1-9]|1[0-2])$/.test(text ?? '');

/** The same address with one more choice, from its first page on; empty: without that choice. */
export function withChoice(here: URL, name: string, value: string): string {
  const url = new URL(here);
  url.searchParams.delete('trang');
  url.searchParams.delete('xong');
  if (value) url.searchParams.set(name, value);
  else url.searchParams.delete(name);
  return url.pathname + url.search;
}

/** A name as it stands at the beginning of a line: `Tháng 9/2026`. */
export const atStart = (text: string): string => text.slice(0, 1).toLocaleUpperCase('vi') + text.slice(1);
