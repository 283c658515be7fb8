export type { JunctionOutcome, JunctionView } from '#server/junction/service.ts';

/** Words of “Ai đi trước?”. */
export const junctionWords = {
  title: 'Ai đi trước?',
  path: '/hoc-va-thi/nga-tu/',
  lead: 'Nhìn nơi giao nhau, tìm ra thứ tự đi. Mỗi bước của lời giải có điều luật.',
  description:
    'Sa hình vẽ sẵn: ngã tư, ngã ba, vòng xuyến. Ai đi trước, ai nhường, vì sao. Mỗi bước có điều luật.',
  begin: 'Mở một nơi giao nhau',
  inSets: 'Nhiều câu một lần',
  inSetsText: 'Mỗi lần mười nơi giao nhau, khoảng tám phút. Mỗi câu có lời giải và điều luật.',
  takeTen: 'Làm 10 câu',
  difficulties: { 1: 'Độ khó: dễ', 2: 'Độ khó: vừa', 3: 'Độ khó: cao' },
  places: ['Đi đầu tiên', 'Đi thứ hai', 'Đi thứ ba', 'Đi thứ tư', 'Đi thứ năm', 'Đi thứ sáu'],
  pick: 'Chọn',
  see: 'Xem đáp án',
  picture: 'Đọc hình bằng lời',
  other: 'Câu khác',
  again: 'Trả lời lại câu này',
  isRight: 'Đúng rồi.',
  isWrong: 'Chưa đúng.',
  rightOption: 'Đáp án đúng',
  chosen: 'Bạn chọn',
  yourOrder: 'Bạn xếp',
  belief: (misconception: string) => `Bạn chọn theo ý nghĩ “${misconception}”. Luật không ghi như vậy.`,
  order: 'Thứ tự đúng',
  proof: 'Vì sao, từng bước',
  law: 'Điều luật nói',
  choose: 'Hãy chọn một đáp án.',
  from: 'hiệu lực từ',
  checked: 'kiểm tra',
  unsettled: 'Chỗ luật chưa phân định rõ, trang này không hỏi.',
} as const;

/** Page of a question. */
export const questionPath = (id: string): string => `${junctionWords.path}?cau=${id}`;

/** The letter of a vehicle stays on the line of its name. */
export const unbroken = (text: string): string => text.replace(/ (?=[A-F](?![\p{L}\d]))/gu, '\u00a0');
