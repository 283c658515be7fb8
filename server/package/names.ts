import type { Dimension } from '../disclosure/types.ts';
import {
  resultWords,
  sourceWords,
  tableOf,
  WHOLE,
  type Named,
  type ReleaseContent,
} from '../outcomes/rules.ts';

const known = (all: readonly Named[], code: string): string | undefined =>
  all.find((one) => one.code === code)?.nameVi;

/** What readers call a member of a dimension, as the release names it; the code itself where it has no name. */
export function memberName(content: ReleaseContent, dimension: Dimension, code: string): string {
  return namesOf[dimension](content, code) ?? code;
}

const namesOf: Record<Dimension, (content: ReleaseContent, code: string) => string | undefined> = {
  month: (_content, code) => code,
  place: ({ province, areas, communes }, code) =>
    code === WHOLE ? province.nameVi : (known(areas, code) ?? known(communes, code)),
  behaviour: ({ groups }, code) =>
    code === WHOLE
      ? 'Mọi hành vi'
      : (known(groups, code) ??
        known(
          groups.flatMap(({ behaviours }) => behaviours),
          code,
        )),
  result: (_content, code) =>
    code === WHOLE ? 'Tất cả' : (resultWords as Record<string, string | undefined>)[code],
  source: (_content, code) =>
    code === WHOLE ? 'Mọi nguồn' : (sourceWords as Record<string, string | undefined>)[code],
  unit: ({ units }, code) => (code === WHOLE ? 'Mọi đơn vị' : known(units, code)),
};

/** Names of the rows and columns of a declared table; codes where the table is not declared any more. */
export function tableNames(content: ReleaseContent, tableId: string) {
  const rule = tableOf(tableId);
  return {
    title: rule?.nameVi ?? tableId,
    rows: rule?.rowsVi ?? 'Dòng',
    columns: rule?.columnsVi ?? 'Cột',
    row: (code: string): string => (rule ? memberName(content, rule.rows, code) : code),
    column: (code: string): string => (rule ? memberName(content, rule.columns, code) : code),
  };
}

/** Whether a row of a table is a sum of others: the whole, a group of behaviours, an area. */
export const isSumRow = ({ groups, areas }: ReleaseContent, code: string): boolean =>
  code === WHOLE || known(groups, code) !== undefined || known(areas, code) !== undefined;
