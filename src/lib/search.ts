import type { SearchKind } from '#server/search/rules.ts';

export type { SearchHit } from '#server/search/hits.ts';

/** What a reader may narrow a search to, as it stands in the address. */
export const groups: readonly { value: string; title: string; kinds: readonly SearchKind[] }[] = [
  { value: 'cam-nang', title: 'Cẩm nang', kinds: ['guide'] },
  { value: 'luat', title: 'Luật và mức phạt', kinds: ['act', 'penalty', 'provision'] },
  { value: 'kenh', title: 'Kênh tiếp nhận', kinds: ['channel'] },
  { value: 'phong-trao', title: 'Phong trào', kinds: ['plan'] },
  { value: 'cau-hoi', title: 'Câu hỏi', kinds: ['question'] },
];
