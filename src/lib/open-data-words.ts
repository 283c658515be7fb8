const shownDay = (day: string): string => day.split('-').reverse().join('/');

/** A size in bytes as readers say it: `812 B`, `44,5 KB`, `1,2 MB`. */
export function shownSize(bytes: number): string {
  const shown = (value: number) => value.toLocaleString('vi-VN', { maximumFractionDigits: 1 });
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${shown(bytes / 1000)} KB` : `${shown(bytes / 1_000_000)} MB`;
}

/** Words of the pages of open data. */
export const openDataWords = {
  title: 'Dữ liệu mở',
  path: '/du-lieu/',
  description: 'Tải số liệu đã công bố: CSV, JSON, có mô tả, mã băm và chữ ký. Dùng lại tự do, ghi nguồn.',
  lead: 'Mọi con số trên trang đều tính lại được từ các gói dưới đây. Bạn tải về, dùng lại và tự kiểm chứng.',
  sample: 'Dữ liệu mẫu',
  sampleText: 'Các gói này chứa số liệu do máy sinh ra, không phải số liệu của công an.',
  none: 'Chưa có bản phát hành nào.',
  noneText: 'Bản đầu tiên ra sau khi công an bàn giao số liệu và hai người đã duyệt.',
  verify: { title: 'Kiểm chứng gói', path: '/du-lieu/kiem-chung/' },
  what: {
    title: 'Có những gì',
    text: 'Mỗi tháng một bản. Bản nào cũng gồm những bảng cố định này, đến kỳ mới có.',
    spans: { month: 'mỗi tháng', quarter: 'mỗi quý', 'half-year': 'mỗi nửa năm' },
    more: [
      'Tiền phạt, điểm trừ và thời gian xử lý: mỗi quý, toàn tỉnh.',
      'Tai nạn, người chết, người bị thương: mỗi tháng, toàn tỉnh.',
    ],
  },
  releases: {
    title: 'Các bản phát hành',
    id: 'chuoi',
    text: 'Mới nhất ở trên. Bản đã phát hành không bao giờ sửa: sửa là một bản mới, mang số mới.',
    number: (number: number) => `Số ${number}`,
    published: (day: string) => `phát hành ${shownDay(day)}`,
    corrects: (number: number) => `Thay bản số ${number}`,
    correctedBy: (number: number) => `Đã được thay bằng số ${number}`,
    withdrawn: (day: string) => `Đã rút ngày ${shownDay(day)}`,
    tables: (count: number) => `${count} bảng`,
    download: 'Tải gói',
    hash: 'SHA-256 của gói',
    older: (count: number) => `Xem ${count} bản cũ hơn`,
  },
  hidden: {
    title: 'Ô nào ẩn, vì sao',
    texts: [
      'Ô ghi “ẩn” là ô có thể làm lộ một người. Ô ẩn không phải số 0.',
      'Có ô ẩn vì số quá ít. Có ô ẩn để không ai lấy tổng trừ ra được ô kia. Cả hai đều ghi như nhau.',
      'Số của xã, phường đã làm tròn. Vì vậy tổng các dòng có thể lệch một chút.',
      'Trong tệp, ô ẩn bỏ trống và cột status ghi “hidden”.',
    ],
  },
  licence: {
    title: 'Dùng lại thế nào',
    terms: 'Điều kiện đầy đủ:',
    cite: 'Ghi nguồn thế này',
  },
  programs: {
    title: 'Dành cho chương trình',
    items: [
      { path: '/du-lieu/danh-muc.jsonld', name: 'danh-muc.jsonld', text: 'danh mục DCAT 3' },
      { path: '/du-lieu/chuoi.json', name: 'chuoi.json', text: 'chuỗi phát hành với mã băm' },
      { path: '/khoa-cong-khai.json', name: 'khoa-cong-khai.json', text: 'khóa công khai' },
    ],
    feeds: 'Theo dõi bản mới',
    bulletins: 'Theo dõi bản tin kết quả',
    formats: { rss: 'RSS', atom: 'Atom', json: 'JSON Feed' },
    stable: 'Địa chỉ của mỗi tệp không đổi. Bản bị rút trả lời mã 410.',
  },
  police: {
    title: 'Dành cho kỹ thuật viên của công an',
    id: 'gui-so-lieu',
    texts: [
      'Số liệu tổng hợp theo tháng gửi bằng tệp ở bàn làm việc, hoặc qua API có chữ ký.',
      'API nhận lệnh POST ở /api/v1/releases, ký bằng HMAC hoặc Ed25519. Gửi lại cùng một lệnh không làm đổi gì.',
      'Tệp có tên người, số căn cước, số điện thoại hay biển số bị từ chối cả tệp, và không được giữ lại.',
    ],
    link: 'Xin khóa gửi ở bàn làm việc',
    href: '/ban-lam-viec/nguon-so-lieu/',
  },
  feedTitle: 'Số liệu mới phát hành',
  release: {
    description: (number: number, period: string) =>
      `Bản phát hành số ${number}, ${period}: các bảng, từng tệp, mã băm và chữ ký.`,
    made: (day: string, geography: string) =>
      `Lập ngày ${shownDay(day)}. Địa giới tính theo ngày ${shownDay(geography)}.`,
    correction: (number: number) => `Bản này thay bản số ${number}.`,
    correctedBy: (number: number) => `Bản này đã được thay bằng số ${number}.`,
    readNew: 'Mở bản mới',
    withdrawnTitle: (number: number) => `Bản phát hành số ${number} đã bị rút`,
    withdrawnText: (day: string) =>
      `Rút ngày ${shownDay(day)}. Gói và các tệp của bản này không còn được đưa ra.`,
    withdrawnHash: 'Mã băm vẫn giữ, vì bản sau nối vào nó.',
    tables: 'Các bảng',
    open: (rows: number) => `Xem bảng (${rows} dòng)`,
    hiddenCount: (count: number) =>
      count === 0 ? 'Không có ô ẩn.' : `${count.toLocaleString('vi-VN')} ô ẩn.`,
    rounded: (to: number) => `Làm tròn đến bội của ${to}.`,
    hidden: 'ẩn',
    missing: 'chưa bàn giao',
    sums: 'Tiền phạt, điểm trừ và thời gian xử lý',
    crashes: 'Tai nạn giao thông',
    measure: 'Chỉ tiêu',
    value: 'Giá trị',
    units: { fines: 'đồng', points: 'điểm', 'processing-days': 'ngày' },
    files: 'Từng tệp',
    openFiles: (count: number) => `Xem ${count} tệp, cỡ và mã băm`,
    file: 'Tệp',
    size: 'Cỡ',
    proof: 'Chuỗi và chữ ký',
    manifestHash: 'Mã băm của bản này (SHA-256 của manifest.json)',
    previousHash: 'Mã băm của bản liền trước',
    first: 'Đây là bản đầu tiên, không có bản trước.',
    signature: 'Chữ ký Ed25519 trên manifest.json',
    key: 'Dấu vân tay của khóa ký',
    keyPage: 'So với trang khóa công khai',
    packageHash: 'SHA-256 của gói',
    before: (number: number) => `Bản trước: số ${number}`,
    after: (number: number) => `Bản sau: số ${number}`,
    download: (size: string) => `Tải cả gói (${size})`,
  },
};
