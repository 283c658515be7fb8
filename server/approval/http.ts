/* What pages ask for that no procedure offers to everybody. */
export { publishedPaths } from './published.ts';
