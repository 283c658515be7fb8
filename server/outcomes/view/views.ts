import type { OutcomeTableId } from '../tables.ts';

/** A way to look at what is published; its id stands in the address (`bang=…`). */
export type View = {
  id: ViewId;
  nameVi: string;
  /** What a reader learns here, in a list of all views. */
  textVi: string;
  /** The declared table it reads; null: sums of quarters. */
  tableId: OutcomeTableId | null;
  /** Reads the same row of every period, oldest first, instead of one period. */
  isSeries: boolean;
};
export const VIEW_IDS = [
  'toan-tinh',
  'hanh-vi',
  'xa-phuong',
  'nhom-vung',
  'nguon',
  'don-vi',
  'xu-huong',
  'xu-ly',
] as const;
export type ViewId = (typeof VIEW_IDS)[number];

/** All views, in the order in which they are offered. */
export const VIEWS: readonly View[] = [
  {
    id: 'toan-tinh',
    nameVi: 'Kết quả toàn tỉnh',
    textVi: 'Tin đã nhận, đủ căn cứ, đã xử lý và cách xử lý. Theo tháng.',
    tableId: 'month-result',
    isSeries: false,
  },
  {
    id: 'hanh-vi',
    nameVi: 'Hành vi và kết quả',
    textVi: 'Mỗi hành vi có bao nhiêu tin, bao nhiêu tin đã xử lý. Theo tháng.',
    tableId: 'month-behaviour-result',
    isSeries: false,
  },
  {
    id: 'xu-huong',
    nameVi: 'Xu hướng qua các tháng',
    textVi: 'Tin đã nhận, đủ căn cứ, đã xử lý của từng tháng.',
    tableId: 'month-behaviour-result',
    isSeries: true,
  },
  {
    id: 'xa-phuong',
    nameVi: 'Xã, phường và kết quả',
    textVi: 'Từng vùng và từng xã, phường. Theo quý, số làm tròn.',
    tableId: 'quarter-commune-result',
    isSeries: false,
  },
  {
    id: 'nhom-vung',
    nameVi: 'Nhóm hành vi theo vùng',
    textVi: 'Vùng nào xử lý nhóm hành vi nào. Theo quý.',
    tableId: 'quarter-group-area',
    isSeries: false,
  },
  {
    id: 'nguon',
    nameVi: 'Nguồn tin và kết quả',
    textVi: 'Tin của người dân, tuần tra, ca-me-ra. Theo quý.',
    tableId: 'quarter-source-result',
    isSeries: false,
  },
  {
    id: 'xu-ly',
    nameVi: 'Thời gian xử lý, tiền phạt, điểm',
    textVi: 'Một tin mất bao nhiêu ngày. Theo quý, toàn tỉnh.',
    tableId: null,
    isSeries: true,
  },
  {
    id: 'don-vi',
    nameVi: 'Đóng góp của đơn vị',
    textVi: 'Đóng góp công an đã xác minh. Theo nửa năm, xếp theo tên.',
    tableId: 'half-year-unit',
    isSeries: false,
  },
];

export const viewOf = (id: string): View | undefined => VIEWS.find((view) => view.id === id);

/** What a reader asked to see; `row` and `column` are only shown stronger, they never make another table. */
export type ViewChoice = {
  view: ViewId;
  period: string | null;
  row: string | null;
  column: string | null;
};

const CODE = /^[A-Za-z0-9-]{1,40}$/;
const codeIn = (text: string | null): string | null => (text !== null && CODE.test(text) ? text : null);

/** What an address asks for; null: the overview. What cannot be read counts as not asked. */
export function readChoice(params: URLSearchParams): ViewChoice | null {
  const view = viewOf(params.get('bang') ?? '');
  if (!view) return null;
  return {
    view: view.id,
    period: codeIn(params.get('ky')),
    row: codeIn(params.get('dong')),
    column: codeIn(params.get('cot')),
  };
}

/** The query of a choice, the same for the same choice; `province`: null where there is only one. */
export function choiceQuery({ view, period, row, column }: ViewChoice, province: string | null): string {
  const parts: [string, string | null][] = [
    ['bang', view],
    ['ky', period],
    ['dong', row],
    ['cot', column],
    ['tinh', province],
  ];
  return new URLSearchParams(parts.filter((part): part is [string, string] => part[1] !== null)).toString();
}

/** In the place of a view, in the address of an image or an embedded page: the first page. */
export const OVERVIEW_SUBJECT = 'tong-quan';
export type SubjectChoice = Omit<ViewChoice, 'view'> & { view: ViewId | typeof OVERVIEW_SUBJECT };

/** A choice as one word of an image address, and back; `_` stands for what is not chosen. */
export const choiceSubject = (
  { view, period, row, column }: SubjectChoice,
  province: string | null,
): string => [view, period ?? '_', row ?? '_', column ?? '_', province ?? '_'].join('.');

/** @see choiceSubject; null for what is none */
export function parseSubject(subject: string): { choice: SubjectChoice; province: string | null } | null {
  const [id = '', ...rest] = subject.split('.');
  const view = id === OVERVIEW_SUBJECT ? id : viewOf(id)?.id;
  if (!view || rest.length !== 4 || rest.some((part) => part !== '_' && !CODE.test(part))) return null;
  const [period, row, column, province] = rest.map((part) => (part === '_' ? null : part)) as [
    string | null,
    string | null,
    string | null,
    string | null,
  ];
  return { choice: { view, period, row, column }, province };
}
