/** The address of a form's page without what was said the last time it was opened. */
export function hereOf({ pathname, searchParams }: URL): string {
  const kind = searchParams.get('loai');
  return kind === null ? pathname : `${pathname}?loai=${encodeURIComponent(kind)}`;
}
