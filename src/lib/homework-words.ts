import type { Counting, KeyShown, NoStart } from '#server/homework/rules.ts';
import type { QuestionState } from '#server/homework/service.ts';

/** Words of the pages on which a pupil does a homework. */
export const homeworkWords = {
  title: 'Bài tập về nhà',
  path: '/bai-tap/',
  lead: 'Nhập mã thầy cô gửi để mở bài. Không cần tài khoản, không ghi tên.',
  code: 'Mã bài tập',
  codeHint: '8 chữ và số, ví dụ ACDE-3467.',
  open: 'Mở bài',
  badCode: 'Mã bài tập gồm 8 chữ và số. Hãy xem lại mã thầy cô gửi.',
  forTeachers: 'Bạn là giáo viên?',
  give: 'Giao bài tập cho lớp',
  notFound: 'Không mở được bài tập',
  due: 'Hạn nộp',
  opens: 'Mở từ',
  state: { waiting: 'Chưa mở', open: 'Đang mở', closed: 'Đã hết hạn' },
  questions: (count: number) => `${count} câu`,
  withdrawn: (count: number) =>
    `${count} câu được rút vì luật đang được kiểm tra lại. Các câu ấy không tính điểm.`,
  noneReady: 'Các câu của bài này đang được kiểm tra lại theo luật. Hãy quay lại sau.',
  attempts: (attempts: number | null, counting: Counting) => {
    if (attempts === 1) return 'Được làm 1 lần';
    const times = attempts === null ? 'Làm bao nhiêu lần cũng được' : `Được làm ${attempts} lần`;
    return `${times}, tính lần ${counting === 'best' ? 'cao nhất' : 'cuối'}`;
  },
  keyShown: {
    answer: 'Trả lời xong câu nào, bạn thấy lời giải câu ấy. Trả lời rồi thì không đổi được.',
    'hand-in': 'Nộp bài xong, bạn thấy lời giải. Trước khi nộp, bạn đổi câu trả lời được.',
    due: 'Hết hạn nộp, bạn thấy điểm và lời giải. Trước khi nộp, bạn đổi câu trả lời được.',
  } satisfies Record<KeyShown, string>,
  minutes: (minutes: number | null) =>
    minutes === null ? 'Không giới hạn thời gian' : `Mỗi lần ${minutes} phút`,
  pick: {
    title: 'Chọn chỗ của bạn',
    seat: 'Số của bạn trong lớp',
    seatHint: (seats: number) => `Từ 1 đến ${seats}, như thầy cô đã dặn.`,
    take: 'Vào làm',
    or: 'Không có số?',
    animal: 'Nhận một con vật',
    animalText: 'Máy chọn cho bạn một con vật. Hãy nhớ tên con vật ấy.',
  },
  resume: {
    title: 'Làm tiếp từ máy khác',
    label: 'Mã chỗ ngồi',
    hint: '5 chữ và số hiện trên máy bạn đã dùng.',
    go: 'Làm tiếp',
  },
  seat: {
    yours: 'Chỗ của bạn',
    code: 'Chép lại mã này',
    codeText: 'Đổi máy hay quên bài, bạn nhập mã này để làm tiếp.',
    start: 'Bắt đầu làm',
    startAgain: (number: number) => `Làm lần ${number}`,
    go: (number: number) => `Làm tiếp lần ${number}`,
    see: 'Xem lại',
    done: 'Các lần đã làm',
    attempt: (number: number) => `Lần ${number}`,
    answered: (answered: number, of: number) => `trả lời ${answered} trên ${of} câu`,
    running: 'đang làm',
    counted: 'được tính',
    noMark: 'chưa công bố điểm',
    leave: 'Đây không phải máy của tôi: quên chỗ này',
    leaveHint: 'Máy sẽ quên chỗ của bạn. Bài đã làm vẫn còn; dùng mã chỗ ngồi để mở lại.',
    noStart: {
      waiting: 'Bài chưa mở. Hãy quay lại khi đến giờ.',
      closed: 'Bài đã hết hạn. Bạn không làm thêm được nữa.',
      running: '',
      'used-up': 'Bạn đã làm đủ số lần.',
    } satisfies Record<NoStart, string>,
  },
  privacy: {
    title: 'Trang này giữ gì',
    lines: (until: string, deleteOn: string) => [
      'Máy chủ giữ số chỗ hoặc con vật, câu trả lời và giờ trả lời. Không có tên, không có địa chỉ máy.',
      `Máy này nhớ chỗ của bạn bằng một cookie, chỉ cho bài này, đến ${until}.`,
      'Khi mất mạng, câu trả lời nằm tạm trên máy này và xóa ngay khi đã gửi.',
      `Mọi bài làm bị xóa sau ngày ${deleteOn}. Thầy cô có thể xóa sớm hơn.`,
    ],
  },
  work: {
    progress: (number: number, total: number) => `Câu ${number} trên ${total}`,
    until: (time: string) => `Làm đến ${time}`,
    save: 'Lưu, sang câu sau',
    answer: 'Trả lời',
    saveLast: 'Lưu, xem lại bài',
    previous: 'Câu trước',
    next: 'Câu sau',
    skip: 'Để sau',
    review: 'Xem lại và nộp',
    jump: 'Đến câu',
    states: { answered: 'đã trả lời', open: 'còn trống', withdrawn: 'đã rút' } satisfies Record<
      QuestionState,
      string
    >,
    isWithdrawn: 'Câu này được rút vì luật đang được kiểm tra lại. Câu này không tính điểm.',
    saved: 'Câu trả lời của bạn đã được lưu.',
    other: 'Máy này vừa đổi sang chỗ khác, nên câu trả lời chưa được lưu. Hãy mở lại bài bằng mã chỗ ngồi.',
  },
  refused: {
    TOO_LATE: 'Đã hết giờ, nên câu trả lời cuối không được nhận. Các câu đã lưu vẫn được tính.',
    HANDED_IN: 'Bài đã nộp, nên câu trả lời cuối không được nhận. Các câu đã lưu vẫn được tính.',
    WITHDRAWN: 'Câu này vừa được rút vì luật đang được kiểm tra lại. Hãy làm câu khác.',
  },
  /** What the small script of the page says. */
  saving: {
    busy: 'Đang lưu…',
    stored: 'Đã lưu.',
    held: 'Mất mạng: câu trả lời đang được giữ trên máy này. Có mạng lại, máy tự gửi.',
    stay: 'Chưa có mạng. Câu trả lời được giữ trên máy này; hãy bấm lại khi có mạng.',
  },
  handIn: {
    title: 'Xem lại và nộp',
    open: (count: number) => `Còn ${count} câu trống. Bạn nộp thì các câu ấy được 0 điểm.`,
    all: 'Bạn đã trả lời hết các câu.',
    list: 'Từng câu',
    button: 'Nộp bài',
    back: 'Quay lại làm',
    final: 'Nộp rồi thì lần làm này không đổi được nữa.',
  },
  result: {
    title: (number: number) => `Kết quả lần ${number}`,
    mark: 'điểm trên 100',
    handedIn: 'Bài của bạn đã được nhận.',
    later: (at: string) => `Điểm và lời giải hiện sau hạn nộp, ${at}. Bạn vào lại bằng mã chỗ ngồi.`,
    open: 'Chưa trả lời',
    yours: 'Bạn trả lời',
    key: 'Đáp án đúng',
    questions: 'Từng câu',
    back: 'Về trang bài tập',
    none: 'Mọi câu của bài này đã được rút, nên không có điểm.',
  },
};
