import type { State, StepRefusal, Verb } from './states.ts';

/** Where something stands, as the desk says it. */
export const stateNames: Readonly<Record<State, string>> = {
  draft: 'Đang viết',
  submitted: 'Chờ kiểm tra luật',
  checked: 'Chờ duyệt',
  approved: 'Đã duyệt, chờ đăng',
  scheduled: 'Đã hẹn giờ đăng',
  live: 'Đang công bố',
  corrected: 'Đã được đính chính',
  withdrawn: 'Đã rút',
};

/** A step as the one who takes it says it. */
export const verbNames: Readonly<Record<Verb, string>> = {
  edit: 'Sửa',
  submit: 'Gửi đi',
  check: 'Xác nhận đúng luật',
  approve: 'Duyệt',
  schedule: 'Hẹn giờ đăng',
  publish: 'Đăng ngay',
  'send-back': 'Trả lại người viết',
  discard: 'Bỏ bản nháp',
  correct: 'Đính chính',
  withdraw: 'Rút khỏi trang công khai',
};

/** A step that was taken, after a name: “Lan đã duyệt”. */
export const doneWords: Readonly<Record<Verb | 'create' | 'restore', string>> = {
  create: 'đã viết bản đầu',
  restore: 'đã lấy lại một bản cũ',
  edit: 'đã sửa',
  submit: 'đã gửi đi',
  check: 'đã xác nhận đúng luật',
  approve: 'đã duyệt',
  schedule: 'đã hẹn giờ đăng',
  publish: 'đã đăng',
  'send-back': 'đã trả lại',
  discard: 'đã bỏ bản nháp',
  correct: 'đã mở đính chính',
  withdraw: 'đã rút',
};

/** Why a step is not theirs to take, with what to do instead. */
export const refusalWords: Readonly<Record<StepRefusal, string>> = {
  'not-now': 'Bước này không còn làm được từ trạng thái hiện tại. Hãy tải lại trang.',
  'not-allowed': 'Vai của bạn không gồm bước này. Hãy nhờ người có vai đó.',
  'own-work': 'Bạn đã viết bản này, nên người khác phải làm bước này.',
  'fresh-reset':
    'Quản trị vừa đặt lại cách đăng nhập của tài khoản này. Sau 24 giờ bạn mới làm bước này được. Hãy nhờ người khác.',
  embargo: 'Chưa tới giờ được phép đăng. Hãy hẹn giờ đăng.',
};
