import type { QuestionReport } from '#server/classroom/rules.ts';

/** Words of the results of a class, at the desk and right after the game. */
export const reportWords = {
  title: 'Kết quả lớp chơi',
  path: '/ban-lam-viec/ket-qua-lop/',
  lead: 'Chỉ có số chỗ và con vật, không có tên. Mỗi kết quả tự xóa khi hết năm học.',
  empty: 'Bạn chưa có kết quả nào. Hãy đăng nhập rồi mở một lớp chơi.',
  open: 'Mở lớp chơi',
  all: 'Mọi kết quả',
  columns: { set: 'Bộ câu hỏi', playedOn: 'Ngày chơi', seats: 'Chỗ', questions: 'Câu', deleteOn: 'Giữ tới' },
  seats: (seats: number) => `${seats} chỗ`,
  classSet: 'Bộ câu hỏi của lớp',
  heading: (set: string, day: string) => `${set}, ${day}`,
  summary: (people: number, questions: number) => `${people} chỗ đã trả lời, ${questions} câu.`,
  nobody: 'Chưa chỗ nào trả lời câu nào. Mở lớp khác rồi chơi lại.',
  mean: 'Trung bình',
  beliefs: 'Lớp tin rằng…',
  beliefsHint: 'Chỉ từ câu trả lời của chính lớp này.',
  noBeliefs: 'Không có hiểu sai nào lặp lại ở hai bạn trở lên.',
  believes: (people: number, of: number) => `${people} trên ${of} bạn`,
  questions: 'Theo câu',
  question: (number: number) => `Câu ${number}`,
  notCounted: 'không tính',
  right: 'Đáp án đúng',
  rightCount: (right: number, of: number) => `${right} trên ${of} bạn đúng hết`,
  answered: (answered: number) => `${answered} bạn trả lời`,
  topWrong: 'Sai nhiều nhất',
  people: (count: number) => `${count} bạn`,
  because: 'Hiểu sai',
  law: 'Căn cứ',
  answers: 'Mọi câu trả lời',
  figures: 'Số liệu của câu',
  seatTable: 'Theo chỗ ngồi',
  seat: 'Chỗ',
  team: 'Đội',
  points: 'Điểm',
  none: 'không trả lời',
  noAnswerIsZero: 'Câu không trả lời được tính là 0.',
  certificate: 'Giấy chứng nhận',
  certificates: 'Giấy chứng nhận cho cả lớp',
  files: 'Tải về',
  tables: { seats: 'theo chỗ', questions: 'theo câu' },
  file: (format: string, table: string) => `${format.toUpperCase()} ${table}`,
  test: 'Số liệu của cả bài',
  testLabels: {
    meanPct: 'Trung bình',
    sdPct: 'Độ lệch chuẩn',
    alphaPct: 'Độ tin cậy (alpha)',
    errorRatioPct: 'Tỷ lệ sai số',
    standardErrorPct: 'Sai số chuẩn',
  },
  itemLabels: {
    facilityPct: 'Độ dễ',
    sdPct: 'Độ lệch chuẩn',
    discriminationIndexPct: 'Độ phân biệt',
    discriminativeEfficiencyPct: 'Hiệu quả phân biệt',
    effectiveWeightPct: 'Trọng số thật',
  },
  percent: (value: number | null) =>
    value === null ? 'chưa tính được' : `${value.toLocaleString('vi-VN', { maximumFractionDigits: 1 })} %`,
  few: 'Lớp dưới 20 bạn: các số liệu này chỉ để tham khảo.',
  alpha: (alphaPct: number | null) =>
    alphaPct === null
      ? 'Chưa đủ bạn hoặc đủ câu để biết bài này đo có đều tay không.'
      : alphaPct >= 70
        ? 'Bài này đo khá đều tay: chơi lại, thứ tự các bạn gần như cũ.'
        : 'Bài này ngắn nên chưa đo chắc. Đừng dùng để cho điểm.',
  remove: {
    title: 'Xóa kết quả này',
    text: 'Xóa là mất hẳn, không lấy lại được. Hãy tải về trước nếu bạn còn cần.',
    confirm: 'Tôi muốn xóa kết quả này',
    button: 'Xóa',
    done: 'Đã xóa kết quả.',
    unsure: 'Hãy đánh dấu ô xác nhận rồi bấm Xóa.',
  },
  keptUntil: (day: string) => `Được giữ tới ${day}, rồi tự xóa.`,
  goneSoon: 'Kết quả này bị xóa trong 24 giờ sau khi chơi. Hãy tải về nếu bạn cần.',
};

const EASY_PCT = 90;
const HARD_PCT = 35;
const WEAK_PCT = 15;
const GOOD_PCT = 50;

/** What a teacher can make of an item's figures, in sentences. */
export function adviceOn({ statistics, isCounted }: QuestionReport): string[] {
  if (!isCounted) return ['Câu này không tính điểm cho ai.'];
  if (!statistics || statistics.facilityPct === null) return [];
  const { facilityPct, discriminationIndexPct: index } = statistics;
  const ease =
    facilityPct >= EASY_PCT
      ? 'Câu này quá dễ: gần như cả lớp đúng.'
      : facilityPct <= HARD_PCT
        ? 'Câu này khó: đa số sai. Nên giảng lại.'
        : null;
  const spread =
    index === null
      ? null
      : index < 0
        ? 'Em khá cũng sai câu này. Hãy xem lại cách hỏi.'
        : index < WEAK_PCT
          ? 'Câu này chưa phân biệt được em khá và em yếu.'
          : index >= GOOD_PCT
            ? 'Em nào vững bài thì đúng câu này.'
            : null;
  return [ease, spread].filter((sentence) => sentence !== null);
}
