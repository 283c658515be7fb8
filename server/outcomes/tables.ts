import type { TableRule } from '../disclosure/types.ts';
import type { RESULT_SUMS, RESULTS } from './vocabulary.ts';

/** Which members of a dimension stand in a table: single ones, the sums above them, the whole. */
export type Level = 'single' | 'sums' | 'whole';

/** A declared table, with what its readers call it. */
export type OutcomeTable = TableRule & {
  /** Its columns, where they are fewer than `show` says. */
  columnsShown?: readonly string[];
  nameVi: string;
  /** What its rows and columns are, at the head of the row column. */
  rowsVi: string;
  columnsVi: string;
  show: { rows: readonly Level[]; columns: readonly Level[] };
};

type AnyResult = (typeof RESULTS)[number] | keyof typeof RESULT_SUMS;

/** The results as columns of the whole province: every sum followed by its parts. */
export const RESULT_COLUMNS = [
  'received',
  'enough-basis',
  'handled',
  'fined',
  'warned',
  'in-process',
  'refused',
  'no-basis',
  'out-of-scope',
  'too-late',
  'duplicate',
  'pending',
] as const satisfies readonly AnyResult[];

/**
 * The results as columns of finer tables: one sum, what it is the sum of, and nothing in between. Each sum more that is shown
 * gives an attacker an equation for every row, and readers lose several other cells for it.
 */
const FINE_COLUMNS = [
  'received',
  'handled',
  'in-process',
  'no-basis',
  'out-of-scope',
  'too-late',
  'duplicate',
  'pending',
] as const satisfies readonly AnyResult[];

/**
 * All that is ever published of outcomes. A new table is a row here, never a question a reader asks; it is checked together
 * with everything published before.
 */
export const OUTCOME_TABLES = [
  {
    id: 'month-result',
    nameVi: 'Kết quả theo tháng, toàn tỉnh',
    rowsVi: 'Hành vi',
    columnsVi: 'Kết quả',
    measure: 'cases',
    span: 'month',
    rows: 'behaviour',
    columns: 'result',
    fixed: {},
    hasContributors: false,
    roundedTo: 1,
    show: { rows: ['whole'], columns: ['single', 'sums', 'whole'] },
  },
  {
    id: 'month-behaviour-result',
    nameVi: 'Hành vi và kết quả, theo tháng, toàn tỉnh',
    rowsVi: 'Hành vi',
    columnsVi: 'Kết quả',
    measure: 'cases',
    span: 'month',
    rows: 'behaviour',
    columns: 'result',
    fixed: {},
    hasContributors: false,
    roundedTo: 1,
    columnsShown: FINE_COLUMNS,
    show: { rows: ['single', 'sums', 'whole'], columns: ['single', 'sums', 'whole'] },
  },
  {
    id: 'quarter-commune-result',
    nameVi: 'Xã, phường và kết quả, theo quý',
    rowsVi: 'Xã, phường',
    columnsVi: 'Kết quả',
    measure: 'cases',
    span: 'quarter',
    rows: 'place',
    columns: 'result',
    fixed: {},
    hasContributors: false,
    roundedTo: 5,
    columnsShown: FINE_COLUMNS,
    show: { rows: ['single', 'sums', 'whole'], columns: ['single', 'sums', 'whole'] },
  },
  {
    id: 'quarter-group-area',
    nameVi: 'Nhóm hành vi đã xử lý, theo vùng và quý',
    rowsVi: 'Nhóm hành vi',
    columnsVi: 'Vùng',
    measure: 'cases',
    span: 'quarter',
    rows: 'behaviour',
    columns: 'place',
    fixed: { result: 'handled' },
    hasContributors: false,
    roundedTo: 1,
    show: { rows: ['sums', 'whole'], columns: ['sums', 'whole'] },
  },
  {
    id: 'quarter-source-result',
    nameVi: 'Nguồn và kết quả, theo quý, toàn tỉnh',
    rowsVi: 'Nguồn',
    columnsVi: 'Kết quả',
    measure: 'cases',
    span: 'quarter',
    rows: 'source',
    columns: 'result',
    fixed: {},
    hasContributors: false,
    roundedTo: 1,
    columnsShown: FINE_COLUMNS,
    show: { rows: ['single', 'whole'], columns: ['single', 'sums', 'whole'] },
  },
  {
    id: 'half-year-unit',
    nameVi: 'Đóng góp đã xác minh của đơn vị, theo nửa năm',
    rowsVi: 'Đơn vị',
    columnsVi: 'Đóng góp',
    measure: 'contributions',
    span: 'half-year',
    rows: 'unit',
    columns: 'result',
    fixed: {},
    hasContributors: true,
    roundedTo: 1,
    show: { rows: ['single'], columns: ['whole'] },
  },
] as const satisfies readonly OutcomeTable[];
export type OutcomeTableId = (typeof OUTCOME_TABLES)[number]['id'];

export const tableOf = (id: string): OutcomeTable | undefined =>
  OUTCOME_TABLES.find((table) => table.id === id);
