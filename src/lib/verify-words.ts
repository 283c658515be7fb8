/** Words of the page on which a package is verified. */
export const verifyWords = {
  title: 'Kiểm chứng gói số liệu',
  path: '/du-lieu/kiem-chung/',
  description:
    'Chọn gói số liệu đã tải: trình duyệt kiểm mã băm, chữ ký, chuỗi phát hành và từng ô. Gói không rời máy bạn.',
  lead: 'Chọn gói bạn đang có. Trình duyệt kiểm ngay trên máy bạn, không gửi gói đi đâu.',
  choose: 'Chọn gói số liệu (.zip)',
  drop: 'Hoặc thả tệp vào khung này.',
  working: 'Đang kiểm…',
  unreadable: 'Không đọc được tệp này. Hãy chọn lại.',
  offline: 'Chưa tải được khóa và danh sách phát hành. Hãy kiểm tra mạng rồi chọn lại gói.',
  oldBrowser: 'Trình duyệt này không có công cụ kiểm tra. Hãy dùng lệnh ở dưới.',
  again: 'Chọn gói khác để kiểm tiếp.',
  compared: (files: number, cells: number) =>
    `Đã xem ${files.toLocaleString('vi-VN')} tệp, so ${cells.toLocaleString('vi-VN')} ô.`,
  about: (number: number, month: string, province: string, day: string) =>
    `Số ${number}, ${month}, ${province}, lập ngày ${day}.`,
  key: 'Khóa đã ký:',
  offlineTitle: 'Kiểm không cần mạng, không cần trang này',
  offlineSteps: {
    keys: 'Lưu khóa công khai và danh sách phát hành:',
    command: 'Trong bản mã nguồn của Chung Đường, chạy:',
    codes: 'Mã thoát 0: gói là thật. 1: gói có chỗ sai. 2: chưa đủ để kết luận.',
  },
  byHand: 'So mã băm bằng tay',
  byHandText: 'Tính SHA-256 của gói rồi so với bảng này. Giống cả 64 ký tự là đúng gói đã phát hành.',
  byHandCommands:
    'Linux: sha256sum <gói>.zip · macOS: shasum -a 256 <gói>.zip · Windows: certutil -hashfile <gói>.zip SHA256',
  noScript:
    'Trình duyệt đang tắt JavaScript nên không kiểm được tại đây. Hãy so mã băm hoặc dùng lệnh ở dưới.',
  release: 'Bản',
  hash: 'SHA-256 của gói',
  older: 'Mã băm của các bản cũ hơn',
  what: 'Trang này kiểm gì',
};
