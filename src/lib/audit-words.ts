import { KEY_PURPOSES } from '#server/keys/rules.ts';
import type { Permission } from '#server/staff/rules.ts';
import { keyWords } from './key-words.ts';

/** What somebody did, by the action the trail names: a verb and its object, to be read after "who". */
const ACTIONS: Record<string, string> = {
  'unit.create': 'Thêm đơn vị',
  'unit.rename': 'Đổi tên đơn vị',
  'unit.move': 'Chuyển đơn vị sang cấp trên khác',
  'unit.merge': 'Nhập đơn vị',
  'unit.split': 'Tách đơn vị',
  'unit.end': 'Kết thúc đơn vị',
  'unit.headcount': 'Ghi số người của đơn vị',
  'unit.import': 'Nhập danh sách đơn vị từ tệp',
  'unit.export': 'Tải danh sách đơn vị',
  'staff.create': 'Tạo tài khoản',
  'staff.invite': 'Mời vào bàn làm việc',
  'staff.link': 'Tạo đường dẫn đặt mật khẩu',
  'staff.grant': 'Giao vai',
  'staff.revoke': 'Gỡ vai',
  'staff.move': 'Chuyển vai theo đơn vị sáp nhập',
  'staff.disable': 'Khóa tài khoản',
  'staff.enable': 'Mở lại tài khoản',
  'staff.end-sessions': 'Kết thúc mọi phiên đăng nhập',
  'staff.reset-second-factor': 'Đặt lại bước xác minh thứ hai',
  'account.accept': 'Nhận lời mời, đặt mật khẩu',
  'account.reset': 'Đặt lại mật khẩu',
  'account.rename': 'Đổi tên của mình',
  'account.password': 'Đổi mật khẩu của mình',
  'account.second-factor': 'Bật hoặc tắt bước xác minh thứ hai',
  'account.recovery-codes': 'Tạo mã khôi phục mới',
  'account.passkey': 'Thêm hoặc bỏ khóa đăng nhập',
  'teacher.confirm': 'Xác nhận giáo viên',
  'teacher.refuse': 'Từ chối giáo viên',
  'teacher.accept': 'Nhận vai giáo viên',
  'homework.give': 'Giao bài tập',
  'homework.move': 'Đổi hạn bài tập',
  'homework.free': 'Mở khóa chỗ trong bài tập',
  'homework.clear': 'Xóa bài của một chỗ',
  'homework.remove': 'Xóa bài tập',
  'publication.create': 'Viết bản thảo',
  'publication.edit': 'Sửa bản thảo',
  'publication.restore': 'Lấy lại bản cũ',
  'publication.submit': 'Gửi kiểm tra',
  'publication.check': 'Kiểm tra xong',
  'publication.approve': 'Duyệt',
  'publication.schedule': 'Hẹn giờ đăng',
  'publication.publish': 'Đăng',
  'publication.send-back': 'Trả lại để sửa',
  'publication.discard': 'Bỏ bản thảo',
  'publication.correct': 'Đính chính',
  'publication.withdraw': 'Rút xuống',
  'release.seal': 'Niêm phong bản phát hành',
  'release.unseal': 'Gỡ bản phát hành chưa tới giờ',
  'release.withdraw': 'Rút bản phát hành',
  'area.save': 'Đặt tên vùng',
  'area.move': 'Xếp xã vào vùng',
  'law.mark': 'Đánh dấu điều khoản',
  'media.upload': 'Tải tệp lên',
  'media.describe': 'Sửa lời tả của tệp',
  'media.remove': 'Xóa tệp',
  'bank.create-question': 'Viết câu hỏi',
  'bank.save-question': 'Sửa câu hỏi',
  'bank.archive-question': 'Xóa câu hỏi',
  'bank.restore-question': 'Lấy lại câu hỏi',
  'bank.import': 'Nhập câu hỏi từ tệp',
  'bank.create-set': 'Lập bộ câu hỏi',
  'bank.save-set': 'Sửa bộ câu hỏi',
  'bank.copy-set': 'Chép bộ câu hỏi',
  'bank.share-set': 'Đổi cách chia sẻ bộ câu hỏi',
  'bank.submit-set': 'Gửi bộ câu hỏi để chia sẻ với mọi người',
  'bank.archive-set': 'Xóa bộ câu hỏi',
  'bank.restore-set': 'Lấy lại bộ câu hỏi',
  'outcome.import': 'Nhận số liệu từ tệp',
  'outcome.receive': 'Nhận số liệu do máy của công an gửi',
  'sender.create': 'Thêm nguồn số liệu',
  'sender.close': 'Đóng nguồn số liệu',
  'sender.create-key': 'Tạo khóa của nguồn số liệu',
  'sender.end-key': 'Kết thúc khóa của nguồn số liệu',
  'key.rotate': 'Thay khóa ký',
  'audit.export': 'Tải nhật ký',
  'audit.seal': 'Niêm phong nhật ký',
  'privacy.erase': 'Hủy khóa của đối tượng',
};

/** What an action is called; one that has no words of its own is shown as it is. */
export const actionWords = (action: string): string => ACTIONS[action] ?? action;

/** Actions to choose from, in the order of rooms. */
export const actionChoices = Object.entries(ACTIONS).map(([value, label]) => ({ value, label }));

type SubjectKind = {
  word: string;
  /** What its id means to people; absent: the id is shown. */
  name?: (id: string) => string;
  page?: { permission: Permission; path: (id: string, code: string | null) => string | null };
};
const purposeName = (id: string): string => {
  const purpose = KEY_PURPOSES.find((one) => one === id);
  return purpose ? keyWords.purposes[purpose].name : id;
};

/** Kinds of subjects: what they are called, and the page of the desk that shows one. */
const SUBJECTS: Record<string, SubjectKind> = {
  unit: {
    word: 'Đơn vị',
    name: (id) => (id === '*' ? 'cả danh sách' : id),
    page: {
      permission: 'unit.read',
      path: (_id, code) => (code === null ? null : `/ban-lam-viec/don-vi/${code}/`),
    },
  },
  staff: {
    word: 'Người dùng',
    page: { permission: 'staff.read', path: (id) => `/ban-lam-viec/nguoi-dung/${id}/` },
  },
  'teacher-request': { word: 'Đăng ký giáo viên' },
  homework: {
    word: 'Bài tập',
    page: { permission: 'homework.give', path: (id) => `/ban-lam-viec/bai-tap/${id}/` },
  },
  publication: {
    word: 'Thông báo',
    page: { permission: 'publication.read', path: (id) => `/ban-lam-viec/thong-bao/${id}/` },
  },
  media: {
    word: 'Tệp',
    page: { permission: 'media.upload', path: (id) => `/ban-lam-viec/tep/${id}/` },
  },
  // Only their owner opens them, and nobody else learns what they ask.
  'bank-question': { word: 'Câu hỏi' },
  'bank-set': {
    word: 'Bộ câu hỏi',
    page: { permission: 'bank.read', path: (id) => `/ban-lam-viec/bo-cau-hoi/${id}/` },
  },
  bank: { word: 'Kho câu hỏi' },
  'outcome-batch': {
    word: 'Lần giao số liệu',
    page: { permission: 'outcome.read', path: () => '/ban-lam-viec/so-lieu/' },
  },
  'outcome-sender': {
    word: 'Nguồn số liệu',
    page: { permission: 'sender.manage', path: () => '/ban-lam-viec/nguon-so-lieu/' },
  },
  'outcome-key': {
    word: 'Khóa của nguồn số liệu',
    page: { permission: 'sender.manage', path: () => '/ban-lam-viec/nguon-so-lieu/' },
  },
  key: {
    word: 'Khóa',
    name: purposeName,
    page: { permission: 'key.rotate', path: () => '/ban-lam-viec/khoa/' },
  },
  law: {
    word: 'Điều khoản',
    page: {
      permission: 'publication.read',
      path: (id) => `/ban-lam-viec/luat/dieu-khoan/?id=${encodeURIComponent(id)}`,
    },
  },
  audit: { word: 'Nhật ký', name: () => '' },
  release: { word: 'Bản phát hành' },
  area: {
    word: 'Vùng',
    page: { permission: 'unit.read', path: () => '/ban-lam-viec/vung/' },
  },
  'audit-head': { word: 'Dấu niêm phong' },
};

/** A subject of the trail in words: `unit:019a…` is a Đơn vị with the id 019a…. */
export function subjectWords(
  subject: string,
  code: string | null,
): { word: string; name: string; page: { permission: Permission; path: string } | null } {
  const at = subject.indexOf(':');
  const id = subject.slice(at + 1);
  const known = SUBJECTS[subject.slice(0, at)];
  const path = known?.page?.path(id, code) ?? null;
  return {
    word: known?.word ?? 'Đối tượng',
    name: known?.name?.(id) ?? id,
    page: known?.page && path !== null ? { permission: known.page.permission, path } : null,
  };
}

export const auditWords = {
  title: 'Nhật ký',
  path: '/ban-lam-viec/nhat-ky/',
  lead: 'Mỗi việc ở bàn làm việc để lại một dòng. Không ai sửa hay xóa được, kể cả quản trị.',
  table: 'Các dòng của nhật ký',
  columns: {
    seq: 'Số',
    at: 'Lúc',
    who: 'Ai',
    what: 'Việc',
    subject: 'Đối tượng',
    unit: 'Đơn vị liên quan',
  },
  machine: 'Dòng lệnh trên máy chủ',
  gone: 'Không còn tài khoản này',
  allOf: 'Lịch sử',
  allOfNamed: (name: string) => `Lịch sử của ${name}`,
  none: 'Không có dòng nào như bạn tìm. Hãy bỏ bớt điều kiện.',
  filters: {
    label: 'Lọc nhật ký',
    action: 'Việc',
    anyAction: 'Mọi việc',
    person: 'Người làm',
    subject: 'Đối tượng',
    from: 'Từ ngày',
    to: 'Đến hết ngày',
    hint: 'Người làm: ghi tên hoặc mã. Đối tượng: ghi mã đơn vị hoặc mã số. Ngày: ghi như 21/11/2026.',
    show: 'Lọc',
    all: 'Bỏ lọc',
  },
  export: 'Tải CSV',
  exportHint: 'Tệp gồm các dòng đang lọc. Việc tải cũng được ghi vào nhật ký.',
  state: {
    title: 'Chuỗi có nguyên vẹn không',
    count: 'Số dòng',
    sealed: 'Niêm phong gần nhất',
    verified: 'Kiểm tra gần nhất',
    never: 'Chưa có',
    at: (count: string, at: string) => `${count} dòng, lúc ${at}`,
    whole: 'Nguyên vẹn',
    broken: (total: string) => `Đã bị động vào ${total} chỗ`,
    hint: 'Mỗi dòng mang mã băm của dòng trước. Dấu niêm phong được ký và giữ ngoài cơ sở dữ liệu mỗi ngày.',
    verify: 'Kiểm tra ngay',
    done: 'Đã kiểm tra xong. Kết quả ở dưới đây.',
  },
  erase: {
    title: 'Hủy khóa của một đối tượng',
    path: '/ban-lam-viec/nhat-ky/huy-khoa/',
    lead: 'Nhật ký chỉ giữ mã băm của nội dung, dưới một khóa riêng cho từng đối tượng. Hủy khóa thì không ai thử lại được nội dung ấy.',
    confirm: 'Đánh dấu cả bốn điều trước khi hủy:',
    unconfirmed: 'Bạn chưa đánh dấu đủ bốn điều. Hãy đọc lại rồi đánh dấu từng điều.',
    lines: [
      'Người hoặc đơn vị liên quan đã yêu cầu, hoặc thời hạn lưu đã hết.',
      'Dữ liệu của đối tượng ở các phòng khác đã được xóa.',
      'Các dòng nhật ký vẫn còn: ai làm, việc gì, lúc nào.',
      'Khóa đã hủy không lấy lại được.',
    ],
    subject: 'Đối tượng',
    subjectHint: 'Bấm “Lịch sử” ở một dòng nhật ký để thấy mã. Ví dụ: staff:0198c1f2-…',
    again: 'Ghi lại đối tượng lần nữa',
    button: 'Hủy khóa',
    done: 'Đã hủy khóa. Việc này cũng đã ghi vào nhật ký.',
  },
};
