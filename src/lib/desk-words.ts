import type { Permission, Role } from '#server/staff/rules.ts';

/** A room of the desk: shown to those who hold the permission. */
export type DeskRoom = { title: string; path: string; permission: Permission };

export const deskWords = {
  title: 'Bàn làm việc',
  path: '/ban-lam-viec/',
  signInPath: '/ban-lam-viec/dang-nhap/',
  signOut: 'Đăng xuất',
  account: 'Tài khoản của tôi',
  accountPath: '/ban-lam-viec/tai-khoan/',
  secondFactorPath: '/ban-lam-viec/tai-khoan/xac-minh/',
  public: 'Xem trang công khai',
  menu: 'Các phòng của bàn làm việc',
  about: 'Về trang này',
  rooms: [
    { title: 'Việc của tôi', path: '/ban-lam-viec/', permission: 'desk.open' },
    { title: 'Bài tập về nhà', path: '/ban-lam-viec/bai-tap/', permission: 'homework.give' },
    { title: 'Câu hỏi', path: '/ban-lam-viec/cau-hoi/', permission: 'bank.write' },
    { title: 'Bộ câu hỏi', path: '/ban-lam-viec/bo-cau-hoi/', permission: 'bank.write' },
    {
      title: 'Bộ câu hỏi gửi duyệt',
      path: '/ban-lam-viec/bo-cau-hoi/duyet/',
      permission: 'publication.read',
    },
    { title: 'Thông báo', path: '/ban-lam-viec/thong-bao/', permission: 'publication.read' },
    { title: 'Bản công bố', path: '/ban-lam-viec/phat-hanh/', permission: 'outcome.read' },
    { title: 'Vùng của tỉnh', path: '/ban-lam-viec/vung/', permission: 'area.edit' },
    { title: 'Kiểm tra luật', path: '/ban-lam-viec/luat/', permission: 'publication.read' },
    { title: 'Đơn vị', path: '/ban-lam-viec/don-vi/', permission: 'unit.read' },
    { title: 'Người dùng', path: '/ban-lam-viec/nguoi-dung/', permission: 'staff.read' },
    { title: 'Giáo viên', path: '/ban-lam-viec/giao-vien/', permission: 'teacher.confirm' },
    { title: 'Kết quả lớp chơi', path: '/ban-lam-viec/ket-qua-lop/', permission: 'desk.open' },
    { title: 'Tệp và ảnh', path: '/ban-lam-viec/tep/', permission: 'media.upload' },
    { title: 'Khóa', path: '/ban-lam-viec/khoa/', permission: 'key.rotate' },
    { title: 'Nhật ký', path: '/ban-lam-viec/nhat-ky/', permission: 'audit.read' },
  ] satisfies DeskRoom[],
  roles: {
    admin: 'Quản trị',
    writer: 'Người viết',
    'law-checker': 'Người kiểm tra luật',
    'police-data-officer': 'Cán bộ số liệu công an',
    'privacy-officer': 'Người giữ quyền riêng tư',
    approver: 'Người duyệt',
    'school-coordinator': 'Điều phối của trường',
    teacher: 'Giáo viên',
    'committee-office': 'Văn phòng Ban ATGT',
    'unit-representative': 'Đại diện đơn vị',
  } satisfies Record<Role, string>,
  everywhere: 'Toàn trang',
  refused: {
    title: 'Bạn không được mở trang này',
    text: 'Vai của bạn không gồm việc này. Nếu bạn cần, hãy hỏi người quản trị.',
  },
  problem: 'Chưa làm được',
  securityReset: {
    label: 'Cách đăng nhập vừa đổi',
    text: (by: string | null, at: string) =>
      `Cách đăng nhập của bạn được đặt lại bởi ${by ?? 'một quản trị'} lúc ${at}. Bạn không nhờ thì hãy báo ngay một quản trị khác.`,
    hold: (until: string) => `Từ ${until} bạn mới duyệt hay xác nhận được.`,
  },
  empty: 'Chưa có gì ở đây.',
  pages: (from: number, to: number, total: number) => `${from}–${to} trong ${total}`,
  previous: 'Trang trước',
  next: 'Trang sau',
};
