import type { Dimension } from '../../disclosure/types.ts';
import type { Named, ReleaseContent } from '../content.ts';
import { currentFigures, type CurrentFigures } from '../current.ts';
import { resultWords, sourceWords, WHOLE } from '../vocabulary.ts';

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

/** How a member of a table is called, and what it is part of there. */
export type Member = { nameVi: string; level: 'whole' | 'sum' | 'single'; parent: string | null };

const RESULT_LEVEL: Partial<Record<string, Member['level']>> = {
  received: 'whole',
  'enough-basis': 'sum',
  handled: 'sum',
  refused: 'sum',
};

const WHOLE_WORDS: Record<Dimension, string> = {
  month: 'Cả kỳ',
  place: 'Toàn tỉnh',
  behaviour: 'Mọi hành vi',
  result: 'Đã xác minh',
  source: 'Mọi nguồn',
  unit: 'Mọi đơn vị',
};

/** Names the members of a dimension as on the day of a release. A code that has no name keeps its code. */
export function membersOf(content: ReleaseContent, dimension: Dimension): (code: string) => Member {
  const members = new Map<string, Member>();
  const put = (code: string, nameVi: string, level: Member['level'], parent: string | null) =>
    members.set(code, { nameVi, level, parent });
  put(WHOLE, WHOLE_WORDS[dimension], 'whole', null);
  if (dimension === 'result')
    for (const [code, nameVi] of Object.entries(resultWords))
      put(code, nameVi, RESULT_LEVEL[code] ?? 'single', null);
  if (dimension === 'source')
    for (const [code, nameVi] of Object.entries(sourceWords)) put(code, nameVi, 'single', WHOLE);
  if (dimension === 'behaviour')
    for (const group of content.groups) {
      put(group.code, group.nameVi, 'sum', WHOLE);
      for (const { code, nameVi } of group.behaviours) put(code, nameVi, 'single', group.code);
    }
  if (dimension === 'place') {
    for (const { code, nameVi } of content.areas) put(code, nameVi, 'sum', WHOLE);
    for (const { code, nameVi, area } of content.communes) put(code, nameVi, 'single', area);
  }
  if (dimension === 'unit') for (const { code, nameVi } of content.units) put(code, nameVi, 'single', null);
  return (code) => members.get(code) ?? { nameVi: code, level: 'single', parent: null };
}
