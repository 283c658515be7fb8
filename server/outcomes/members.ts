import type { Dimension } from '../disclosure/types.ts';
import type { ReleaseContent } from './content.ts';
import { resultWords, sourceWords, WHOLE } from './vocabulary.ts';

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

/** Names that stand in a release for the codes of its tables. */
export type Names = Pick<ReleaseContent, 'communes' | 'areas' | 'groups' | 'units'>;

/** Names the members of a dimension as on the day of a release. A code that has no name keeps its code. */
export function membersOf(names: Names, dimension: Dimension): (code: string) => Member {
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
    for (const group of names.groups) {
      put(group.code, group.nameVi, 'sum', WHOLE);
      for (const { code, nameVi } of group.behaviours) put(code, nameVi, 'single', group.code);
    }
  if (dimension === 'place') {
    for (const { code, nameVi } of names.areas) put(code, nameVi, 'sum', WHOLE);
    for (const { code, nameVi, area } of names.communes) put(code, nameVi, 'single', area);
  }
  if (dimension === 'unit') for (const { code, nameVi } of names.units) put(code, nameVi, 'single', null);
  return (code) => members.get(code) ?? { nameVi: code, level: 'single', parent: null };
}
