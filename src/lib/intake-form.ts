import { isField, type Field } from '#server/outcomes/rules.ts';
import type { IntakeView } from '#server/outcomes/intake/views.ts';

type Mapping = NonNullable<IntakeView['mapping']>;
type Dimension = Mapping['values'][number]['dimension'];
type WholeField = Mapping['whole'][number]['field'];
/** The fields of a form as it was posted, untrimmed. */
type Posted = { text(name: string): string };

/** What somebody said of a file: what its columns and names mean, as the procedure takes it. */
export type TypedMapping = {
  columns: { key: string; field: Field }[];
  values: { dimension: Dimension; text: string; code: string }[];
  whole: Partial<Record<WholeField, string | null>>;
  /** What could not be read, by the name of its control. */
  errors: Record<string, string>;
  /** What was typed, by the name of its control: shown again when it is refused. */
  typed: Record<string, string>;
};

/** Texts of a file travel through the form in a shape that no browser changes: line ends and blanks stay as they are. */
const packed = (text: string): string => encodeURIComponent(text.toWellFormed());

/** Names of the controls of the form. The ones in hidden fields say which column or name a control is about. */
export const controls = {
  column: (at: number) => ({ name: `cot-${at}`, hidden: `khoa-cot-${at}` }),
  value: (at: number) => ({ name: `nghia-${at}`, typed: `ma-${at}`, hidden: `khoa-ten-${at}` }),
  whole: (field: WholeField) => `ca-tep-${field}`,
};
export const columnKey = ({ key }: Mapping['columns'][number]): string => packed(key);
export const valueKey = ({ dimension, text }: Mapping['values'][number]): string =>
  `${dimension}:${packed(text)}`;

/** What is said once for the whole file: what nothing in it says, and what was said so before. */
export const askedWhole = ({ whole }: Mapping): Mapping['whole'] =>
  whole.filter(({ isAsked, value }) => isAsked || value !== null);

/** A month as somebody typed it, `YYYY-MM`; '' left empty; null: no month. */
export function readMonth(typed: string): string | null {
  const text = typed.replace(/\s+/g, '').replace(/^tháng/i, '');
  if (text === '') return '';
  const [, monthFirst, yearLast] = /^(\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const [, yearFirst, monthLast] = /^(\d{4})[/.-](\d{1,2})$/.exec(text) ?? [];
  const month = Number(monthFirst ?? monthLast ?? 0);
  const year = yearLast ?? yearFirst;
  return year === undefined || month < 1 || month > 12 ? null : `${year}-${String(month).padStart(2, '0')}`;
}

/**
 * Reads the form of a mapping. A typed code goes before a chosen one.
 * @param badMonth sentence for a month that cannot be read
 */
export function typedMapping(form: Posted, shown: Mapping, badMonth: string): TypedMapping {
  const result: TypedMapping = { columns: [], values: [], whole: {}, errors: {}, typed: {} };
  const take = (name: string): string => (result.typed[name] = form.text(name));
  shown.columns.forEach((column, at) => {
    const { name, hidden } = controls.column(at);
    const field = take(name);
    // A column that the page did not show then stays as it is.
    if (form.text(hidden) === columnKey(column) && isField(field))
      result.columns.push({ key: column.key, field });
  });
  shown.values.forEach((value, at) => {
    const { name, typed, hidden } = controls.value(at);
    const [written, chosen] = [take(typed), take(name)];
    const code = written || chosen;
    // What stays as it was need not be said: a sender's files may have taught thousands of names.
    if (form.text(hidden) === valueKey(value) && code !== value.code)
      result.values.push({ dimension: value.dimension, text: value.text, code });
  });
  for (const { field } of askedWhole(shown)) {
    const name = controls.whole(field);
    const text = take(name);
    const value = field === 'month' ? readMonth(text) : text;
    if (value === null) result.errors[name] = badMonth;
    else result.whole[field] = value || null;
  }
  return result;
}
