import type { ShownTask } from '#server/quiz/rules.ts';

const shownNumber = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 6 });

/** Words around a task of each kind: how it is answered, and what stands in its outcome. */
export const taskWords = {
  isTrue: 'Đúng',
  isFalse: 'Sai',
  yourAnswer: 'Câu trả lời của bạn',
  pick: 'Chọn',
  hints: {
    one: '',
    several: 'Có thể có nhiều đáp án đúng. Hãy chọn tất cả đáp án đúng.',
    'true-false': 'Câu này đúng hay sai?',
    ordering: 'Chọn số thứ tự cho từng dòng. Số 1 là đầu tiên.',
    matching: 'Chọn vế đúng cho từng dòng.',
    number: 'Viết bằng chữ số. Ví dụ: 12 hoặc 1,5.',
    short: 'Viết ngắn gọn, có dấu.',
    hotspot: 'Chọn một điểm có đánh số trên hình.',
  } satisfies Record<ShownTask['kind'], string>,
  /** Why an answer is not whole, and what to do. */
  missing: {
    one: 'Hãy chọn một đáp án.',
    several: 'Hãy chọn ít nhất một đáp án.',
    'true-false': 'Hãy chọn đúng hoặc sai.',
    ordering: 'Mỗi số thứ tự dùng một lần. Hãy chọn lại số cho từng dòng.',
    matching: 'Hãy chọn vế đúng cho từng dòng.',
    number: 'Chưa đọc được số này. Hãy viết bằng chữ số, ví dụ 12 hoặc 1,5.',
    short: 'Hãy viết câu trả lời.',
    hotspot: 'Hãy chọn một điểm trên hình.',
  } satisfies Record<ShownTask['kind'], string>,
  picked: 'Bạn chọn',
  typed: 'Bạn viết',
  ordered: 'Bạn xếp',
  none: 'Bạn chưa trả lời',
  left: 'để trống',
  right: 'Đáp án đúng',
  rightOrder: 'Thứ tự đúng',
  missed: 'Đáp án đúng, bạn bỏ sót',
  rightAndPicked: 'Đáp án đúng, bạn chọn',
  then: ', rồi ',
  number: (value: number, unit: string | null) =>
    `${shownNumber.format(value)}${unit === null ? '' : `\u00a0${unit}`}`,
  between: (from: string, to: string) => `từ ${from} đến ${to} đều đúng`,
  /** A pattern of a short answer, in which a star stands for any text. */
  pattern: (text: string) => text.replace(/\*+/g, '…').replace(/^… ?(?=.)|(?<=.) ?…$/g, ''),
} as const;
