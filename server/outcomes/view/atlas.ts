import type { Named, ReleaseContent } from '../content.ts';
import { currentFigures, type CurrentFigures } from '../current.ts';

/** A release as readers see it, with the day since which they do, `YYYY-MM-DD`. */
export type LiveRelease = { content: ReleaseContent; liveOn: string };

/** A note that stands with every figure of a corrected release. */
export type CorrectionNote = { number: number; corrects: number; on: string; noteVi: string };

/** All that is published of one province, ready to be looked up. */
export type Atlas = {
  figures: CurrentFigures;
  byNumber: ReadonlyMap<number, LiveRelease>;
  province: Named;
  isSample: boolean;
};

/** @param releases of one province; null when there is none */
export function atlasOf(releases: readonly LiveRelease[]): Atlas | null {
  const figures = currentFigures(releases.map(({ content }) => content));
  const newest = figures.newest;
  if (!newest) return null;
  return {
    figures,
    byNumber: new Map(releases.map((release) => [release.content.number, release])),
    province: newest.province,
    isSample: releases.some(({ content }) => content.isSample),
  };
}

/** What of the releases of these numbers corrects others, newest first. */
export const correctionsOf = ({ byNumber }: Atlas, numbers: Iterable<number>): CorrectionNote[] =>
  [...new Set(numbers)]
    .sort((a, b) => b - a)
    .flatMap((number) => {
      const release = byNumber.get(number);
      if (!release || release.content.corrects === null) return [];
      const { corrects, correctionVi } = release.content;
      return [{ number, corrects, on: release.liveOn, noteVi: correctionVi ?? '' }];
    });
