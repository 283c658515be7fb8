import type { ReleaseContent } from '../outcomes/rules.ts';

/** Address of the page of a release; its files stand below it. Never changes. */
export const releasePath = (number: number): string => `/du-lieu/phat-hanh/${number}/`;

/** File name of the package of a release. */
export const packageFileName = ({ number, isSample }: Pick<ReleaseContent, 'number' | 'isSample'>): string =>
  `${isSample ? 'du-lieu-mau-' : ''}chung-duong-${number}.zip`;
