import type { StaffContext } from '../context.ts';
import { matches } from '../search/rules.ts';
import type { WindowedPicture } from './store.ts';

/** A ready scene to choose, with its picture as a question shows it. */
export type SceneChoice = { id: string; title: string; picture: WindowedPicture };

/** Ready scenes whose words or name hold every word of a query, by title. */
export const listScenes = (ctx: StaffContext, { query }: { query: string }): SceneChoice[] =>
  [...ctx.bank.scenes.values()]
    .filter(({ id, title, alt }) => matches(`${title} ${alt} ${id}`, query))
    .map(({ id, title }) => ({ id, title, picture: ctx.bank.pictures.pictureOf(id)! }))
    .sort((a, b) => a.title.localeCompare(b.title, 'vi'));
