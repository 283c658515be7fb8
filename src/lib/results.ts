import { choiceQuery, OVERVIEW_SUBJECT, type ViewChoice } from '#server/outcomes/rules.ts';
import { resultWords as words } from './result-words.ts';

/** Page of a view; `province`: null where there is only one. */
export const viewPath = (choice: ViewChoice, province: string | null): string =>
  `${words.path}?${choiceQuery(choice, province)}`;

/** What stands after the name of a view in the addresses of its files and of its embedded page. */
function restOf(choice: ViewChoice, province: string | null): string {
  const rest = new URLSearchParams(choiceQuery(choice, province));
  rest.delete('bang');
  const query = rest.toString();
  return query === '' ? '' : `?${query}`;
}

export const filePath = (choice: ViewChoice, province: string | null, format: 'csv' | 'xlsx'): string =>
  `${words.path}tep/${choice.view}.${format}${restOf(choice, province)}`;

export const embedPath = (choice: ViewChoice, province: string | null): string =>
  `${words.embedPath}${choice.view}/${restOf(choice, province)}`;

/** Size an embedded page asks for, px. */
export const EMBED_SIZE = { width: 720, height: 560 } as const;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);

/** What another site pastes to show a view. @param address of the embedded page, whole */
export const embedCode = (
  address: string,
  title: string,
  { width, height }: { width: number; height: number } = EMBED_SIZE,
): string =>
  `<iframe src="${escaped(address)}" title="${escaped(title)}" width="${width}" height="${height}" loading="lazy" style="border:0;max-width:100%"></iframe>`;

/** Path of the oEmbed answer about a page of this site. @param pageUrl whole */
export const oembedPath = (pageUrl: string): string =>
  `/oembed.json?${new URLSearchParams({ url: pageUrl })}`;

/** Which view or overview an address of this site shows; null: none that can be embedded. */
export function embeddable(url: URL): { view: string; query: URLSearchParams } | null {
  const query = new URLSearchParams(url.search);
  const embedded = /^\/ket-qua\/nhung\/([a-z-]+)\/?$/.exec(url.pathname);
  if (embedded) return { view: embedded[1]!, query };
  if (!/^\/ket-qua\/?$/.test(url.pathname)) return null;
  return { view: query.get('bang') ?? OVERVIEW_SUBJECT, query };
}
