import { expect, test } from 'vitest';
import { isHarmlessName, judgeText, type PersonalKind, type Standing } from './personal.ts';

const known = new Set(['Nguyễn Huệ', 'Xã Trần Văn Thời', 'Che, sửa biển số', 'A4YPVHA']);
const standing = (place: Standing['place'], header = ''): Standing => ({
  place,
  header,
  isKnown: (text) => known.has(text),
});

/** What must not come in, in a column that is not read. */
const CAUGHT: Record<PersonalKind, readonly string[]> = {
  'id-number': [
    '012345678901',
    '001 203 004 567',
    '034.092.001.234',
    '123456789',
    'CCCD 079203001234',
    '12345678901',
    '0010 9001 2345',
  ],
  phone: [
    '0912345678',
    '0912 345 678',
    '0912.345.678',
    '+84 912 345 678',
    '84912345678',
    'gọi 098-765-4321',
    '0912–345–678',
    '(0912) 345 678',
    '+84 (0) 912 345 678',
    '0912_345_678',
    '0912\u200b345\u200b678',
    '０９１２３４５６７８',
    '024 3825 1234',
  ],
  plate: [
    '29A-123.45',
    '29A–123.45',
    '51F - 123.45',
    '29A_12345',
    '29A\u200b-123.45',
    '２９Ａ-123.45',
    '51F12345',
    '29-B1 234.56',
    '29B1-23456',
    '30A 1234',
    '61C-123.45',
    '80NG-123.45',
    '29MĐ1-123.45',
    'xe 43A-678.90 rẽ trái',
    '29b1 234.56',
    'AT 12-34',
  ],
  person: [
    'Nguyễn Văn An',
    'Nguyễn_Văn_An',
    'Nguyễn V. An',
    'Trần T.B.',
    'Lò Văn Panh',
    'NGUYỄN VĂN AN',
    'Trần Thị Bình',
    'Lê Hoàng Minh Khôi',
    'nguyen van an',
    'Nguyen Thi Hoa',
    'le thi b',
    'trần quốc bảo',
    'Ông Hùng',
    'anh Tuấn',
    'Tài xế: Dũng',
    'Đại tá Lê Văn Tám',
    'Người gửi Phạm Quốc Bảo',
    'Võ Thị Sáu (báo tin)',
    'Lái xe Trần Phú',
    'Hồ Văn Cường',
    'Đỗ Mười',
  ],
  birth: ['12/05/1990', 'sinh ngày 1/2/1988', 'Năm sinh 1975', '1990-05-12'],
  email: ['an.nguyen@example.vn', 'liên hệ: x@y.com.vn'],
  'free-text': ['Khoảng bảy giờ sáng có một người đi xe máy vượt đèn đỏ ở ngã tư gần chợ rồi bỏ chạy'],
};
test.each(Object.entries(CAUGHT))('%s is caught', (kind, texts) => {
  expect(texts.filter((text) => judgeText(text, standing('other')) !== kind)).toEqual([]);
});

/** What stands in files of figures and names nobody. */
const HARMLESS = [
  'Xã Nguyễn Huệ',
  'Phường Trần Hưng Đạo',
  'Trường THPT Lê Lợi',
  'Trường THPT chuyên Lê Hồng Phong',
  'THCS Nguyễn Thị Minh Khai',
  'Tiểu học Võ Thị Sáu',
  'Đường Nguyễn Văn Linh',
  'đường Lê Duẩn – Trần Phú',
  'Quốc lộ 1A',
  'QL14B, km 12',
  'Công ty TNHH Nguyễn Hoàng',
  'Bệnh viện Phạm Ngọc Thạch',
  'Cầu Trần Thị Lý',
  'Khu phố Nguyễn Trãi 2',
  'UBND xã Lê Minh Xuân',
  'Công an phường Lý Thái Tổ',
  'Xã Hoàng Văn Thụ',
  'Nguyễn Huệ',
  'Xã Trần Văn Thời',
  'Vượt đèn đỏ',
  'Đi ngược chiều',
  'Che, sửa biển số',
  'Mô tô, xe gắn máy',
  'Ô tô con',
  'Tuần tra, kiểm soát',
  'Đang xử lý',
  'Phạm vi toàn tỉnh',
  'Cao tốc Bắc – Nam',
  'Tháng 9 năm 2026',
  '9/2026',
  '30/09/2026',
  'Nghị định 168/2024',
  '1.234',
  '12,5',
  '6.170.000.000',
  '123.456.789',
  'A4YPVHA',
  'A4Y-PVHA',
  'Dương tính',
  'Hà Nội',
  'Lâm Đồng',
  'Đoàn Thanh niên tỉnh Mẫu',
  'Tổ dân phố 1, phường Mẫu Trung',
  'Siêu Thị Lớn',
  'Quý 1 - 2026',
  'Từ 01/09/2026 - 30/09/2026',
  '01-10-2025 12:30',
  '0.123456789',
  'TH 2026',
];
test('what names nobody is no false alarm', () => {
  const alarms = HARMLESS.flatMap((text) => {
    const kind = judgeText(text, standing('other'));
    return kind ? [`${text}: ${kind}`] : [];
  });
  expect(alarms).toEqual([]);
});

test('titles in capitals and notes below a table are no names', () => {
  const titles = [
    'KẾT QUẢ XỬ LÝ PHẢN ÁNH VI PHẠM TRẬT TỰ AN TOÀN GIAO THÔNG THÁNG 9 NĂM 2026',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'PHÒNG CẢNH SÁT GIAO THÔNG, CÔNG AN TỈNH MẪU',
    'Ghi chú: số liệu tính đến hết ngày 30/9/2026.',
    'DỮ LIỆU MẪU: Tỉnh Mẫu không có thật, số liệu tháng 10 năm 2026',
    'Số: 1234/BC-CSGT',
  ];
  expect(titles.filter((text) => judgeText(text, standing('title')) !== null)).toEqual([]);
});

test('amounts may have nine digits and more, names of things may not begin with zero', () => {
  const number = standing('number', 'Tiền phạt');
  for (const text of ['100000000', '1.234.567.890', '12345678901', '3', '12,5'])
    expect(judgeText(text, number), text).toBeNull();
  expect(judgeText('012345678901', number)).toBe('id-number');
  expect(judgeText('0912345678', number)).toBe('phone');
  expect(judgeText('29A-123.45', number)).toBe('plate');
});

test('streets named after people stand under a head that speaks of streets, and nowhere else', () => {
  expect(judgeText('Trần Phú', standing('other', 'Tuyến đường'))).toBeNull();
  expect(judgeText('Trần Phú', standing('other', 'Ghi chú'))).toBe('person');
  expect(judgeText('Nguyễn Văn An', standing('other', 'Tuyến đường'))).toBe('person');
});

test('heads that ask for people are caught, heads that count are not', () => {
  const caught = [
    'Họ và tên',
    'Số CCCD',
    'Điện thoại',
    'SĐT',
    'Biển số',
    'Biển kiểm soát',
    'Ngày sinh',
    'Người vi phạm',
    'Chủ xe',
    'Email',
  ];
  const harmless = [
    'Số người bị thương',
    'Số người vi phạm',
    'Điểm giấy phép lái xe bị trừ',
    'Che, sửa biển số',
    'Người dân phản ánh',
    'Số vụ',
  ];
  expect(caught.filter((text) => judgeText(text, standing('head')) === null)).toEqual([]);
  expect(harmless.filter((text) => judgeText(text, standing('head')) !== null)).toEqual([]);
});

test('a sentence never repeats what a cell holds', () => {
  expect(judgeText('', standing('other'))).toBeNull();
  expect(isHarmlessName('so-lieu-thang-9-2026.xlsx')).toBe(true);
  expect(isHarmlessName('bao_cao_20260930_v2.csv')).toBe(true);
  expect(isHarmlessName('nguyen-van-an.xlsx')).toBe(false);
  expect(isHarmlessName('gui anh Nam 0912345678.csv')).toBe(false);
  expect(isHarmlessName('29A-123.45.csv')).toBe(false);
});
