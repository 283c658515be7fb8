import type { KeyPurpose } from '#server/keys/rules.ts';

/** Words of the keys: the public page and the room at the desk. */
export const keyWords = {
  purposes: {
    receipts: { name: 'Biên nhận', text: 'Ký biên nhận mà bạn nhận được sau khi gửi đóng góp.' },
    releases: { name: 'Gói số liệu', text: 'Ký các gói số liệu đã công bố.' },
    credentials: { name: 'Giấy chứng nhận', text: 'Ký giấy chứng nhận và thư khen.' },
    images: {
      name: 'Địa chỉ hình',
      text: 'Ký địa chỉ của hình chia sẻ, để không ai tự đặt hình mang tên trang.',
    },
    audit: { name: 'Nhật ký', text: 'Ký dấu niêm phong của nhật ký bàn làm việc.' },
  } satisfies Record<KeyPurpose, { name: string; text: string }>,
  fingerprint: 'Dấu vân tay (SHA-256)',
  period: (from: string, to: string | null) => (to === null ? `từ ${from}` : `từ ${from} đến ${to}`),
  today: 'Đang dùng',
  former: 'Đã thay',
  publicKey: 'Khóa công khai',
  public: {
    title: 'Khóa công khai',
    path: '/khoa-cong-khai/',
    json: '/khoa-cong-khai.json',
    description: 'Khóa công khai để kiểm tra những gì trang Chung Đường đã ký.',
    lead: 'Trang này ký những gì mình phát hành. Bạn dùng các khóa dưới đây để biết chữ ký là thật.',
    how: {
      title: 'Kiểm tra thế nào',
      steps: [
        'Tìm dấu vân tay của khóa ghi cạnh chữ ký.',
        'So với dấu vân tay trên trang này, đủ cả 64 ký tự.',
        'Kiểm tra chữ ký Ed25519 bằng khóa công khai tương ứng.',
        'Khóa đã thay vẫn dùng được để kiểm tra chữ ký cũ.',
      ],
    },
    program: 'Dành cho chương trình',
    programText: 'Mọi khóa ở dạng PEM và JWK:',
    doubt: 'Dấu vân tay không khớp? Đừng tin bản bạn đang cầm và hãy báo cho',
    operator: 'đơn vị vận hành',
  },
  desk: {
    title: 'Khóa',
    path: '/ban-lam-viec/khoa/',
    lead: 'Mỗi việc ký bằng một khóa riêng. Khóa riêng tư nằm ngoài cơ sở dữ liệu, chỉ máy chủ đọc được.',
    table: 'Khóa đang dùng',
    purpose: 'Việc',
    since: 'Từ ngày',
    kept: 'Khóa riêng tư',
    formerCount: 'Đã thay',
    sources: {
      folder: 'Trong thư mục dữ liệu',
      environment: 'Trong biến môi trường',
      missing: 'Không có ở máy này',
    },
    missing: 'Thiếu khóa riêng tư: máy này không ký được việc đó. Hãy thay khóa, hoặc trả lại thư mục khóa.',
    rotate: {
      title: 'Thay một khóa',
      text: 'Thay khi nghi khóa đã lộ, hoặc theo lịch. Khóa cũ bị hủy; khóa công khai của nó vẫn giữ để kiểm tra chữ ký cũ.',
      purpose: 'Khóa nào',
      choose: 'Hãy chọn',
      button: 'Thay khóa',
      done: (name: string) => `Đã thay khóa “${name}”. Dấu vân tay mới đã công bố.`,
    },
    public: 'Trang công khai của các khóa',
  },
};
