/* What feeds of bulletins are made of. */
export { listBulletins } from './service.ts';
