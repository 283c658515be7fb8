import type { Task } from '#content/schema.ts';

/** A question of each kind that is no choice of one; the last cannot be put on paper. */
export const EVERY_KIND: readonly (readonly [text: string, task: Task])[] = [
  ['Ai đi trước?', { kind: 'ordering', items: ['Chữa cháy', 'Mô tô', 'Ô tô'] }],
  [
    'Nối biển.',
    {
      kind: 'matching',
      pairs: [
        { left: 'Tròn đỏ', right: 'Cấm' },
        { left: 'Tam giác', right: 'Nguy hiểm' },
      ],
      extras: [],
    },
  ],
  [
    'Tối đa bao nhiêu?',
    { kind: 'number', values: [{ value: 50, tolerance: 0, weightPct: 100 }], unit: 'km/h' },
  ],
  ['Gọi số nào?', { kind: 'short', accepted: [{ text: '113', weightPct: 100 }] }],
  [
    'Xe nào được ưu tiên?',
    {
      kind: 'several',
      options: [
        { text: 'Chữa cháy', isRight: true },
        { text: 'Cứu thương', isRight: true },
        { text: 'Xe tải', isRight: false },
      ],
    },
  ],
  ['Đúng hay sai?', { kind: 'true-false', isTrue: false }],
  [
    'Chỉ vào xe sai.',
    {
      ...{ kind: 'hotspot', scene: 'x', right: 0 },
      spots: [1, 2].map((at) => ({ label: `Xe ${at}`, xPx: at, yPx: at, radiusPx: 30 })),
    },
  ],
];
