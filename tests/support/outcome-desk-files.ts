import { writeXlsx } from 'hucre/xlsx';

type Cell = string | number | null;
type Merge = { startRow: number; startCol: number; endRow: number; endCol: number };

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A file as a browser's field for files takes it. */
export type FileToSend = { name: string; mimeType: string; buffer: Buffer };

async function workbook(name: string, rows: Cell[][], merges: Merge[]): Promise<FileToSend> {
  const bytes = await writeXlsx({ sheets: [{ name: 'Báo cáo', rows, merges }] });
  return { name, mimeType: XLSX, buffer: Buffer.from(bytes) };
}

const RESULTS = [
  'Phạt tiền',
  'Cảnh cáo',
  'Đang xử lý',
  'Không đủ căn cứ',
  'Ngoài phạm vi',
  'Quá hạn',
  'Trùng',
  'Chưa xem',
];
const blank = (count: number): null[] => Array.from({ length: count }, () => null);
const down = (column: number): Merge => ({ startRow: 4, startCol: column, endRow: 5, endCol: column });

/**
 * A month as an office keeps it for its own eyes: a title, two rows of heads, merged cells, a column whose head nobody could
 * guess, a behaviour by a name of its own, numbers as Vietnamese write them, a row that adds up.
 * @param number told apart by it: files of other numbers hold other bytes
 * @param given how many were fined in the first row, as it is typed; what stands over the sources; the name of the behaviour; the
 * month of 2026
 */
export function messyReport(
  number: number,
  { fined = '1.234', from = 'Biết từ đâu', behaviour = 'Lấn tuyến kiểu mới', month = 10 } = {},
): Promise<FileToSend> {
  const shownSum = (Number(fined.replaceAll('.', '')) + 56 + 1002).toLocaleString('vi-VN');
  const rows: Cell[][] = [
    ['CÔNG AN XÃ MẪU ĐÔNG (MẪU)'],
    ['KẾT QUẢ XỬ LÝ PHẢN ÁNH VI PHẠM GIAO THÔNG'],
    [`Tháng ${month} năm 2026, bản ${number}`],
    [],
    [
      'TT',
      'Địa bàn',
      'Hành vi vi phạm',
      'Loại xe',
      from,
      'Kết quả',
      ...blank(7),
      'Tiền phạt (đồng)',
      'Thời gian xử lý TB',
    ],
    [...blank(5), ...RESULTS, null, null],
    [
      1,
      'Xã Mẫu Đông',
      'Vượt đèn đỏ',
      'Xe máy',
      'Người dân',
      fined,
      '12',
      3,
      410,
      20,
      31,
      44,
      9,
      '6.170.000.000',
      '12,5',
    ],
    [2, null, behaviour, 'Ô tô', 'Người dân', '56', 7, 1, 22, 3, 4, 5, 2, '280.000.000', '9,25'],
    [
      3,
      'Phường Mẫu Trung',
      'Nồng độ cồn',
      'Xe máy',
      'Tuần tra',
      '1.002',
      0,
      5,
      0,
      0,
      0,
      0,
      0,
      '7.014.000.000',
      '3',
    ],
    ['', 'Tổng cộng', '', '', '', shownSum, 19, 9, 432, 23, 35, 49, 11, '', ''],
  ];
  const merges: Merge[] = [
    { startRow: 1, startCol: 0, endRow: 1, endCol: 14 },
    ...[0, 1, 2, 3, 4, 13, 14].map(down),
    { startRow: 4, startCol: 5, endRow: 4, endCol: 12 },
    { startRow: 6, startCol: 1, endRow: 7, endCol: 1 },
  ];
  return workbook(`bao-cao-thang-${month}.xlsx`, rows, merges);
}

/** A month in which somebody left what names people. */
export const namingReport = (): Promise<FileToSend> =>
  workbook(
    'bao-cao-co-ten.xlsx',
    [
      ['Tháng', 'Xã, phường', 'Hành vi', 'Phương tiện', 'Nguồn', 'Kết quả', 'Số lượng', 'Ghi chú'],
      ['10/2026', 'Xã Mẫu Tây', 'Vượt đèn đỏ', 'Xe máy', 'Người dân', 'Phạt tiền', 12, ''],
      ['10/2026', 'Xã Mẫu Tây', 'Nồng độ cồn', 'Ô tô', 'Tuần tra', 'Phạt tiền', 3, '012345678901'],
    ],
    [],
  );

const table = (name: string, rows: readonly string[]): FileToSend => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(['Tháng,"Xã, phường",Hành vi,Phương tiện,Nguồn,Kết quả,Số lượng', ...rows].join('\n')),
});

/** A plain table with two counts nobody can read. */
export const brokenReport = (number: number): FileToSend =>
  table('thang-10.csv', [
    `10/2026,Xã Mẫu Tây,Vượt đèn đỏ,Mô tô,Người dân,Phạt tiền,${number}`,
    '10/2026,Xã Mẫu Tây,Nồng độ cồn,Ô tô,Tuần tra,Phạt tiền,1.23',
    '10/2026,Xã Mẫu Tây,Vượt đèn đỏ,Ô tô,Tuần tra,Phạt tiền,nhiều',
  ]);

/** A plain table of August in which nothing is wrong. */
export const plainReport = (number: number): FileToSend =>
  table('thang-8.csv', [`8/2026,Xã Mẫu Tây,Vượt đèn đỏ,Mô tô,Người dân,Phạt tiền,${number}`]);

/** A table that takes a while to read. */
export const longReport = (rows: number): FileToSend =>
  table(
    'dai.csv',
    Array.from({ length: rows }, (_, at) => `7/2026,Xã Mẫu Tây,Vượt đèn đỏ,Mô tô,Người dân,Phạt tiền,${at}`),
  );
