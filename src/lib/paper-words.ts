import type { Lapse } from '#server/paper/rules.ts';

export type { PaperView } from '#server/paper/service.ts';

/** Pages of printed sets. */
export const paperPath = '/giay/';
export const checkPath = (code: string): string => `${paperPath}${code.replace('-', '')}/`;
export const madePath = (code: string, secret: string): string => `${checkPath(code)}${secret}/`;
export const printPath = (setId: string): string => `/hoc-va-thi/${setId}/in/`;

/** Words of the paper room. */
export const paperWords = {
  title: 'In đề giấy',
  lead: 'Nhiều mã đề trộn sẵn, kèm phiếu trả lời và đáp án. Mỗi tờ có mã QR cho biết đề còn đúng luật không.',
  description: (set: string) =>
    `In đề trắc nghiệm “${set}” trên giấy A4 hoặc A5, tối đa 24 mã đề, có phiếu trả lời và đáp án.`,
  sheetTitle: (set: string) => `Luật giao thông: ${set}`,
  size: 'Khổ giấy',
  sizes: {
    A4: 'A4, hai cột khi câu hỏi ngắn',
    A5: 'A5, một cột',
  },
  forms: 'Số mã đề',
  formsHint: (max: number) => `Từ 1 đến ${max}. Mỗi mã đề xếp câu và phương án khác nhau.`,
  questions: 'Số câu',
  questionsHint: (max: number) => `Từ 1 đến ${max}.`,
  make: 'Tạo đề',
  printable: (count: number) => `Hôm nay in được ${count} câu của bộ này.`,
  leftOut: (count: number) => `${count} câu không in được vì cần chỉ vào hình, hoặc quá dài.`,
  none: 'Hôm nay bộ này không có câu nào in được.',
  otherSet: 'Chọn một bộ khác',
  promise: 'Không cần tài khoản. Trang không lưu gì về bạn hay lớp của bạn.',
  steps: 'Bạn nhận được',
  gets: [
    'Đề: mỗi mã đề có phần ghi trường, lớp, họ tên.',
    'Phiếu trả lời: mã đề tô sẵn, học sinh tô số thứ tự và đáp án.',
    'Đáp án: bảng cho mọi mã đề, kèm lời giải và điều luật. Máy giải lại từng câu trước khi phát.',
  ],

  made: 'Đề đã sẵn sàng',
  madeLead: 'Lưu lại địa chỉ trang này. Ai có địa chỉ này thì xem được đáp án, nên đừng gửi cho học sinh.',
  files: {
    de: { title: 'Đề', text: (forms: number) => `${forms} mã đề trong một tệp` },
    'phieu-tra-loi': { title: 'Phiếu trả lời', text: () => 'Mỗi mã đề một trang, in đủ cho cả lớp' },
    'dap-an': { title: 'Đáp án', text: () => 'Chỉ dành cho người chấm' },
  },
  facts: (questions: number, forms: number, size: string) =>
    `${questions} câu, ${forms} mã đề, giấy ${size}.`,
  keptUntil: (day: string) => `Giữ đến hết ngày ${day}, rồi tự xóa.`,
  checkLink: 'Trang kiểm tra mà mã QR mở ra',
  again: 'Tạo bộ khác',
  checkOld: 'Kiểm tra một đề đã in',
  codeLine: 'Mã giấy:',
  printHow: 'Khi in, hãy chọn “kích thước thật” (100 %), không chọn “vừa trang”.',

  checkTitle: 'Kiểm tra đề giấy',
  checkLead: 'Luật đổi thì đề cũ có thể sai. Nhập mã in dưới mã QR để biết đề còn đúng không.',
  code: 'Mã giấy',
  codeHint: '8 chữ và số, ví dụ K7QF-93AD.',
  check: 'Kiểm tra',
  valid: 'Đề này còn đúng luật',
  validText: (questions: number, day: string) => `Cả ${questions} câu vẫn đúng theo luật ngày ${day}.`,
  lapsed: (count: number) => `Đề này có ${count} câu không còn dùng được`,
  lapsedText: (questions: number, day: string) =>
    `Còn dùng được ${questions} câu theo luật ngày ${day}. Bỏ các câu dưới đây khi chấm, hoặc in bộ mới.`,
  allLapsed: 'Không câu nào còn dùng được. Hãy in bộ mới.',
  about: (title: string, day: string) => `Bộ “${title}”, in theo luật ngày ${day}.`,
  since: (day: string) => `Từ ngày ${day}`,
  sinceUnknown: 'Không rõ từ ngày nào',
  reasons: {
    ended: 'điều luật này đã hết hiệu lực.',
    'under-review': 'điều luật này đang được kiểm tra lại.',
    law: 'điều luật này không còn chắc chắn có hiệu lực.',
    unconfirmed: 'điều luật này chưa được xác nhận.',
    'two-right': 'con số mới trùng với một phương án sai, nên có hai đáp án đúng.',
    unknown: 'điều luật này không còn trong danh mục của trang.',
    figure: 'con số hoặc cách hỏi đã đổi theo luật mới.',
  } satisfies Record<Lapse, string>,
  where: 'Câu số mấy trong mỗi mã đề',
  form: 'Mã đề',
  number: 'Câu',
  notFound: 'Không thấy đề này',
  newSet: 'In bộ mới',
  noKey: 'Trang này không cho xem đáp án.',
} as const;
