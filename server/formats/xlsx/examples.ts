import type { ExportedQuestion } from '../question.ts';

/** One of each kind that is filled in by hand, for the sheet that explains the template. */
export const EXAMPLES: readonly ExportedQuestion[] = [
  {
    text: 'Gặp đèn đỏ, bạn làm gì?',
    task: {
      kind: 'one',
      options: [{ text: 'Đi nhanh qua' }, { text: 'Dừng trước vạch dừng' }, { text: 'Bấm còi xin đường' }],
      right: 1,
    },
    explanation: 'Đèn đỏ là tín hiệu cấm đi.',
    tags: ['đèn tín hiệu'],
  },
  {
    text: 'Những việc nào nên làm khi đi xe đạp?',
    task: {
      kind: 'several',
      options: [
        { text: 'Đội mũ bảo hiểm', isRight: true },
        { text: 'Buông cả hai tay', isRight: false },
        { text: 'Quan sát trước khi rẽ', isRight: true },
      ],
    },
    tags: [],
  },
  { text: 'Người đi bộ được đi trên vỉa hè.', task: { kind: 'true-false', isTrue: true }, tags: [] },
  {
    text: 'Xếp theo thứ tự khi sang đường:',
    task: { kind: 'ordering', items: ['Dừng lại', 'Quan sát hai phía', 'Đi thẳng qua'] },
    tags: [],
  },
  {
    text: 'Ghép mỗi màu đèn với ý nghĩa của nó.',
    task: {
      kind: 'matching',
      pairs: [
        { left: 'Đỏ', right: 'Cấm đi' },
        { left: 'Xanh', right: 'Được đi' },
      ],
      extras: ['Được quay đầu'],
    },
    tags: [],
  },
  {
    text: 'Đèn tín hiệu giao thông có mấy màu?',
    task: { kind: 'number', values: [{ value: 3, tolerance: 0, weightPct: 100 }], unit: 'màu' },
    tags: [],
  },
  {
    text: 'Phần đường dành cho người đi bộ gọi là gì?',
    task: {
      kind: 'short',
      accepted: [
        { text: 'vỉa hè', weightPct: 100 },
        { text: 'hè phố', weightPct: 100 },
      ],
    },
    tags: [],
  },
];
