import type { Level } from '#content/schema.ts';
import { strings } from '#src/lib/strings.ts';

/** Minutes of an attempt, three quarters of one for each question, rounded up: enough to read the explanations as well. */
const minutesOf = (questions: number): number => Math.ceil(questions * 0.75);

/** Words around sets of questions, and where else a set can be used. */
export const setWords = {
  /** How long a set is; its questions may all be withdrawn for the moment. */
  length: (questions: number) =>
    questions === 0 ? 'đang kiểm tra lại luật' : `${questions} câu · khoảng ${minutesOf(questions)} phút`,
  minutes: (questions: number) => `khoảng ${minutesOf(questions)} phút`,
  play: 'Chơi cả lớp',
  playPath: (setId: string) => `/lop/mo/?bo=${setId}`,
  print: 'In ra giấy',
  ofSet: (name: string) => `bộ ${name}`,
  join: 'Vào lớp bằng mã',
  joinPath: '/lop/',
  open: 'Mở một lớp',
  homeworkPath: '/bai-tap/',
  homework: 'Làm bài tập được giao',
  openPath: '/lop/mo/',
  forClass: 'Cho cả lớp',
  forClassText: 'Chơi cùng nhau trên điện thoại, hoặc in đề ra giấy. Không cần tài khoản.',
  shared: 'Do trường chia sẻ',
  sharedText: 'Bộ câu hỏi do giáo viên viết, đã được kiểm tra trước khi đăng.',
  by: (name: string) => `Của ${name}.`,
  for: (levels: readonly Level[]) => levels.map((level) => strings.levels[level]).join(', '),
} as const;
