import type { Context } from '#server/context.ts';

/** The request's context, which server/main.ts lends to every page. */
export const contextOf = (locals: App.Locals): Context => locals.context;

/** Says which changes make this page old; without it a page is rendered for every request. */
export function keep(headers: Headers, ...tags: string[]): void {
  headers.set('x-cache-tags', tags.join(' '));
}
