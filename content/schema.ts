/*
 * The shape of everything in `content/`, one file per subject behind this door. Plain Zod: the site (src/content.config.ts),
 * the server (the content step at start) and the tests read the same definitions.
 */
export * from './schema/base.ts';
export * from './schema/law.ts';
export * from './schema/guide.ts';
export * from './schema/movement.ts';
export * from './schema/channel.ts';
export * from './schema/question.ts';
export * from './schema/search.ts';
export * from './schema/page.ts';
export * from './schema/scene.ts';
export * from './schema/response.ts';
export * from './schema/task.ts';
export * from './schema/junction.ts';
export * from './schema/unit.ts';
export * from './schema/outcome.ts';
export * from './schema/target.ts';
export * from './schema/national.ts';
