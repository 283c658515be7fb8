/*
 * Files as police may hand them over, good and broken, with what is expected of each. Built by code, so that a reader sees what
 * stands in them; the three communes are those of the sample province.
 */
import { writeXlsx, type CellValue } from 'hucre/xlsx';
import type { IntakePhase } from '#server/outcomes/intake/views.ts';
import { decodeTcvn3 } from '#server/formats/text/legacy.ts';
import { encoderFor } from '#tests/support/legacy-encode.ts';
import { CASES_HEAD, caseRow, EAST, type Cells, MIDDLE, sheet } from '#tests/support/outcome-senders.ts';

export type Expected = {
  phase: IntakePhase;
  canAccept?: boolean;
  /** Cells with a problem, and words of the sentence. */
  problems?: readonly string[];
  /** Names nobody knows. */
  unknown?: readonly string[];
  asked?: readonly string[];
  /** Cells that hold what must not be here. */
  personal?: readonly string[];
  /** Words of the sentence. */
  sentence?: string;
  /** `<month> <what>`: what will count. */
  sums?: Readonly<Record<string, number>>;
  /** Words of notes. */
  notes?: readonly string[];
};
export type OutcomeFile = { name: string; bytes: () => Promise<Uint8Array> | Uint8Array; expected: Expected };

type Sheet = {
  name: string;
  rows: CellValue[][];
  hidden?: boolean;
  merges?: { startRow: number; startCol: number; endRow: number; endCol: number }[];
};
const book = (...sheets: Sheet[]) => writeXlsx({ sheets });
/** `A1:B2` as merged cells. */
const merge = (range: string) => {
  const [, from, fromRow, to, toRow] = /^([A-Z])(\d+):([A-Z])(\d+)$/.exec(range)!;
  return {
    startRow: Number(fromRow) - 1,
    startCol: from!.charCodeAt(0) - 65,
    endRow: Number(toRow) - 1,
    endCol: to!.charCodeAt(0) - 65,
  };
};

const plain: Cells = [
  CASES_HEAD,
  caseRow({ count: '1.234', fines: '6.170.000.000', points: 10, days: '12,5' }),
  caseRow({ place: 'mau tay', behaviour: 'Nồng độ cồn', result: 'Không đủ căn cứ', count: 5 }),
];
const plainSums = { '2026-09 fined': 1234, '2026-09 no-basis': 5, '2026-09 received': 1239 };
const good = (sums: Expected['sums'], notes: readonly string[] = []): Expected => ({
  phase: 'ready',
  canAccept: true,
  problems: [],
  sums: sums!,
  notes,
});
const text = (rows: Cells, separator = ',') => rows.map((cells) => cells.join(separator)).join('\r\n');
const broken = (rows: Cells, ...problems: string[]) => ({
  bytes: () => sheet([CASES_HEAD, ...rows]),
  expected: { phase: 'ready', canAccept: false, problems } satisfies Expected,
});
const personal = (rows: Cells, ...cells: string[]) => ({
  bytes: () => sheet(rows),
  expected: { phase: 'personal', personal: cells } satisfies Expected,
});
const withNote = (note: string): Cells => [
  [...CASES_HEAD, 'Ghi chú'],
  [...caseRow(), ''],
  [...caseRow({ behaviour: 'Nồng độ cồn' }), note],
];

/** Two rows of heads, merged cells, a title, a row that numbers the columns, communes that span rows, a total. */
export const messy = (): Promise<Uint8Array> =>
  book({
    name: 'Tháng 9',
    rows: [
      ['CÔNG AN TỈNH MẪU'],
      ['KẾT QUẢ XỬ LÝ PHẢN ÁNH VI PHẠM GIAO THÔNG THÁNG 9 NĂM 2026'],
      [null],
      [
        'STT',
        'Địa bàn',
        'Lỗi vi phạm',
        'Đã nhận',
        'Đủ căn cứ',
        null,
        null,
        'Không xử lý',
        null,
        null,
        null,
        'Số ngày xử lý TB',
      ],
      [
        null,
        null,
        null,
        null,
        'Phạt tiền',
        'Cảnh cáo',
        'Đang xử lý',
        'Không đủ căn cứ',
        'Ngoài phạm vi',
        'Quá thời hạn',
        'Trùng tin',
        null,
      ],
      ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)', '(8)', '(9)', '(10)', '(11)', '(12)'],
      [1, 'Xã Mẫu Đông', 'Vượt đèn đỏ', '1.300', '1.234', 10, 6, 20, 10, 5, 5, '12,5'],
      [null, null, 'Không đội mũ', 40, 30, 2, 0, 4, 1, 1, 1, 3],
      [2, 'P. Mẫu Trung', 'Nồng độ cồn', 100, 60, 20, 0, 10, 5, 0, 0, 7.25],
      ['Tổng cộng', null, null, '1.440', 1324, 32, 6, 34, 16, 6, 6, null],
      [null, 'Ghi chú: số liệu tính đến hết ngày 30/9/2026.'],
    ],
    merges: [
      'A1:D1',
      'A2:L2',
      'A4:A5',
      'B4:B5',
      'C4:C5',
      'D4:D5',
      'E4:G4',
      'H4:K4',
      'L4:L5',
      'B7:B8',
      'A10:C10',
    ].map(merge),
  });

export const OUTCOME_FILES: readonly OutcomeFile[] = [
  { name: 'plain.csv', bytes: () => sheet(plain), expected: good(plainSums) },
  { name: 'plain.xlsx', bytes: () => sheet(plain, 'xlsx'), expected: good(plainSums) },
  {
    name: 'semicolons.csv',
    bytes: () =>
      Buffer.from(
        `\ufeff${text(
          plain.map((row) => row.map((cell) => (String(cell).includes(',') ? `"${cell}"` : cell))),
          ';',
        )}`,
      ),
    expected: good(plainSums),
  },
  {
    name: 'utf-16.csv',
    bytes: () => Buffer.from(`\ufeff${text(plain, '\t')}`, 'utf16le'),
    expected: good(plainSums),
  },
  { name: 'tcvn3.csv', bytes: () => encoderFor(decodeTcvn3)(text(plain, ';')), expected: good(plainSums) },
  {
    name: 'messy.xlsx',
    bytes: messy,
    // Nothing says where the reports came from; the rest is understood.
    expected: {
      phase: 'needs-mapping',
      asked: ['source'],
      unknown: [],
      problems: [],
      notes: ['Dòng cộng đã được đối chiếu', '3 dòng không ghi phương tiện'],
    },
  },
  {
    name: 'three-heads.xlsx',
    bytes: () =>
      book({
        name: 'x',
        rows: [
          ['Tháng', 'Xã', 'Hành vi', 'Nguồn', 'Kết quả giải quyết', null, null],
          [null, null, null, null, 'Đủ căn cứ', null, 'Từ chối'],
          [null, null, null, null, 'Tổng số', 'Phạt tiền', 'Không đủ căn cứ'],
          ['9/2026', 'Mẫu Đông', 'Vượt đèn đỏ', 'Camera', 10, 7, 3],
        ],
        merges: ['A1:A3', 'B1:B3', 'C1:C3', 'D1:D3', 'E1:G1', 'E2:F2'].map(merge),
      }),
    expected: good({ '2026-09 fined': 7, '2026-09 in-process': 3, '2026-09 no-basis': 3 }, [
      '“Đang xử lý” không có trong tệp',
    ]),
  },
  {
    name: 'wide-without-merges.csv',
    bytes: () =>
      sheet([
        ['', '', '', '', 'Đủ căn cứ', '', 'Không xử lý', ''],
        ['Tháng', 'Xã', 'Hành vi', 'Nguồn', 'Phạt tiền', 'Cảnh cáo', 'Không đủ căn cứ', 'Trùng tin'],
        ['09/2026', EAST, 'red-light', 'citizen', 4, 3, 2, 1],
      ]),
    expected: good({ '2026-09 handled': 7, '2026-09 refused': 3 }),
  },
  {
    name: 'derived.csv',
    bytes: () =>
      sheet([
        [
          'Tháng',
          'Xã',
          'Hành vi',
          'Nguồn',
          'Đã nhận',
          'Đủ căn cứ',
          'Đã xử lý',
          'Phạt tiền',
          'Cảnh cáo',
          'Không đủ căn cứ',
          'Ngoài phạm vi',
          'Quá hạn',
          'Trùng tin',
        ],
        ['9/2026', EAST, 'red-light', 'citizen', 100, 60, 50, 40, 10, 20, 5, 3, 2],
      ]),
    expected: good({ '2026-09 in-process': 10, '2026-09 pending': 10 }, [
      '“Đang xử lý” không có trong tệp',
      '“Chưa xem” không có trong tệp',
    ]),
  },
  {
    name: 'sums-in-rows.csv',
    bytes: () =>
      sheet([
        CASES_HEAD,
        caseRow({ result: 'Đủ căn cứ', count: 50 }),
        caseRow({ result: 'Phạt tiền', count: 30 }),
        caseRow({ result: 'Cảnh cáo', count: 5 }),
      ]),
    expected: good({ '2026-09 in-process': 15, '2026-09 enough-basis': 50 }, [
      '“Đang xử lý” không có trong tệp',
    ]),
  },
  {
    name: 'months.xlsx',
    bytes: () =>
      book({
        name: 'x',
        rows: [
          CASES_HEAD,
          ...[
            '9/2026',
            'tháng 8 năm 2026',
            '2026-07',
            'T6/2026',
            new Date('2026-05-01T00:00:00Z'),
            '30/04/2026',
          ].map((month) => [month, ...caseRow().slice(1)]),
        ],
      }),
    expected: good({
      '2026-09 fined': 12,
      '2026-08 fined': 12,
      '2026-07 fined': 12,
      '2026-06 fined': 12,
      '2026-05 fined': 12,
      '2026-04 fined': 12,
    }),
  },
  {
    name: 'codes.csv',
    bytes: () =>
      sheet([
        ['month', 'place', 'behaviour', 'vehicle', 'source', 'result', 'count', 'fines'],
        ['2026-09', 'a4y-pvha', 'red-light', 'car', 'camera', 'fined', 3, 15_000_000],
      ]),
    expected: good({ '2026-09 fined': 3 }),
  },
  {
    name: 'whole-workbook.xlsx',
    bytes: () =>
      book(
        { name: 'Hướng dẫn', rows: [['Điền số liệu vào các trang sau.'], ['Mỗi tháng gửi một tệp.']] },
        { name: 'Xử lý', rows: [CASES_HEAD, caseRow()] },
        {
          name: 'Đóng góp',
          rows: [
            ['Tháng', 'Mã đơn vị', 'Số đóng góp', 'Số người', 'Mức trần'],
            ['9/2026', 'V636TDF', 12, 6, 3],
          ],
        },
        {
          name: 'Tai nạn',
          rows: [
            ['Tháng', 'Số vụ', 'Số người chết', 'Số người bị thương'],
            ['9/2026', 30, 12, 25],
          ],
        },
      ),
    expected: good(
      { '2026-09 fined': 12, '2026-09 contributions': 12, '2026-09 crashes': 30, '2026-09 deaths': 12 },
      ['Trang “Hướng dẫn” không có bảng'],
    ),
  },
  {
    name: 'crashes-in-rows.csv',
    bytes: () =>
      sheet([
        ['Tháng', 'Chỉ tiêu', 'Số lượng'],
        ['9/2026', 'Vụ tai nạn', 30],
        ['9/2026', 'Người chết', 12],
      ]),
    expected: good({ '2026-09 crashes': 30, '2026-09 deaths': 12 }),
  },
  {
    name: 'millions.csv',
    bytes: () =>
      sheet([
        [...CASES_HEAD.slice(0, 7), 'Tiền phạt (triệu đồng)'],
        [...caseRow().slice(0, 7), '12,5'],
      ]),
    expected: good({ '2026-09 fined': 12 }),
  },
  {
    name: 'two-names-of-one.csv',
    bytes: () => sheet([CASES_HEAD, caseRow(), caseRow({ behaviour: 'Đèn đỏ', count: 3 })]),
    expected: good({ '2026-09 fined': 15 }),
  },
  {
    name: 'places-named-after-people.csv',
    bytes: () =>
      sheet([
        [...CASES_HEAD, 'Tuyến đường', 'Trường gần đó'],
        [...caseRow(), 'Đường Nguyễn Huệ', 'Trường THPT Lê Lợi'],
        [...caseRow({ result: 'Cảnh cáo' }), 'Trần Phú', 'THCS Nguyễn Thị Minh Khai'],
      ]),
    expected: good({ '2026-09 handled': 24 }, ['Không dùng cột']),
  },
  {
    name: 'head-only.csv',
    bytes: () => sheet([CASES_HEAD]),
    expected: { phase: 'ready', canAccept: false, problems: [] },
  },
  {
    name: 'unknown-names.csv',
    bytes: () =>
      sheet([
        CASES_HEAD,
        caseRow({ place: 'Xã Không Có' }),
        caseRow({ behaviour: 'Đi trên cỏ' }),
        caseRow({ behaviour: 'Đi trên cỏ', place: MIDDLE }),
      ]),
    expected: {
      phase: 'needs-mapping',
      unknown: ['Xã Không Có', 'Đi trên cỏ'],
      problems: ['B2 Chưa rõ “Xã Không Có”', 'C3 Chưa rõ', 'C4 Chưa rõ'],
    },
  },
  {
    name: 'unknown-heads.csv',
    bytes: () =>
      sheet([
        ['Cột một', 'Cột hai', 'Cột ba', 'Cột bốn'],
        ['9/2026', 'Mẫu Đông', 'Vượt đèn đỏ', 12],
      ]),
    expected: { phase: 'needs-mapping', asked: ['month', 'place', 'behaviour', 'source'], unknown: [] },
  },
  {
    name: 'no-month.csv',
    bytes: () => sheet([CASES_HEAD.slice(1), caseRow().slice(1)]),
    expected: { phase: 'needs-mapping', asked: ['month'] },
  },
  {
    name: 'two-counts.csv',
    bytes: () =>
      sheet([
        [...CASES_HEAD, 'Số vụ'],
        [...caseRow(), 3],
      ]),
    expected: { phase: 'needs-mapping' },
  },
  {
    name: 'wrong-counts.csv',
    ...broken(
      [
        caseRow({ count: '1.23' }),
        caseRow({ count: '1,234', result: 'Cảnh cáo' }),
        caseRow({ count: '-3', result: 'Trùng tin' }),
        caseRow({ count: 'nhiều', result: 'Chưa xem' }),
        caseRow({ count: '', result: 'Quá thời hạn' }),
        caseRow({ count: 99_999_999, result: 'Đang xử lý' }),
      ],
      'G2 không phải số nguyên',
      'G3 không rõ',
      'G4 số âm',
      'G5 không phải số nguyên',
      'G6 trống',
      'G7 lớn quá',
    ),
  },
  {
    name: 'wrong-days.csv',
    ...broken([caseRow({ days: '12.5' })], 'J2 sau dấu phẩy'),
  },
  {
    name: 'numbers-of-english.xlsx',
    bytes: () => book({ name: 'x', rows: [CASES_HEAD, caseRow({ count: 1.234 })] }),
    expected: { phase: 'ready', canAccept: false, problems: ['G2 không rõ'] },
  },
  {
    name: 'contradiction.csv',
    bytes: () =>
      sheet([
        ['Tháng', 'Xã', 'Hành vi', 'Nguồn', 'Đã xử lý', 'Phạt tiền', 'Cảnh cáo'],
        ['9/2026', EAST, 'red-light', 'citizen', 10, 6, 3],
      ]),
    expected: {
      phase: 'ready',
      canAccept: false,
      problems: ['E2 Đã xử lý là 10 nhưng Phạt tiền, Cảnh cáo cộng lại là 9'],
    },
  },
  {
    name: 'missing-part.csv',
    bytes: () =>
      sheet([
        ['Tháng', 'Xã', 'Hành vi', 'Nguồn', 'Không xử lý', 'Không đủ căn cứ', 'Quá thời hạn'],
        ['9/2026', EAST, 'red-light', 'citizen', 10, 6, 3],
      ]),
    expected: { phase: 'ready', canAccept: false, problems: ['E2 Tệp thiếu Ngoài phạm vi, Trùng tin'] },
  },
  { name: 'same-row-twice.csv', ...broken([caseRow(), caseRow()], '3 trùng với dòng 2') },
  {
    name: 'wrong-months.csv',
    ...broken(
      [
        caseRow({ month: '11/2026' }),
        caseRow({ month: '15/9/2026' }),
        caseRow({ month: 'tháng 9' }),
        caseRow({ month: '13/2026' }),
        caseRow({ month: '' }),
      ],
      'A2 chưa kết thúc',
      'A3 Ô này là một ngày',
      'A4 thiếu năm',
      'A5 không phải tháng',
      'A6 trống',
    ),
  },
  {
    name: 'empty-cells.csv',
    ...broken([caseRow({ place: '' }), caseRow({ source: '' })], 'B2 trống', 'E3 trống'),
  },
  {
    name: 'wrong-total.csv',
    bytes: () =>
      sheet([
        ['Tháng', 'Xã', 'Hành vi', 'Nguồn', 'Phạt tiền'],
        ['9/2026', EAST, 'red-light', 'citizen', 10],
        ['Tổng cộng', '', '', '', 11],
      ]),
    expected: { phase: 'ready', canAccept: false, problems: ['E3 Dòng cộng ghi 11'] },
  },
  {
    name: 'contributors.csv',
    bytes: () =>
      sheet([
        ['Tháng', 'Đơn vị', 'Số đóng góp', 'Số người', 'Mức trần'],
        ['9/2026', 'V636TDF', 5, 6, 3],
        ['9/2026', 'H3HRXME', 20, 5, 3],
      ]),
    expected: {
      phase: 'ready',
      canAccept: false,
      problems: ['D2 Có 5 đóng góp nhưng ghi 6 người', 'E3 không thể có 20'],
    },
  },
  {
    name: 'crash-parts.csv',
    bytes: () =>
      sheet([
        ['Tháng', 'Số vụ tai nạn', 'Số người chết', 'Vụ có nồng độ cồn'],
        ['9/2026', 3, 1, 4],
      ]),
    expected: { phase: 'ready', canAccept: false, problems: ['D2 nhiều hơn 3 vụ'] },
  },
  {
    name: 'fines-of-a-warning.csv',
    ...broken([caseRow({ result: 'Cảnh cáo', fines: 500_000 })], 'H2 không có tiền phạt'),
  },
  { name: 'empty.csv', bytes: () => new Uint8Array(), expected: { phase: 'failed', sentence: 'trống' } },
  {
    name: 'picture.png',
    bytes: () => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0xff, 0xfe, 0xfd, 0, 1, 2, 3]),
    expected: { phase: 'failed', sentence: 'Không đọc được tệp này' },
  },
  {
    name: 'old.xls',
    bytes: () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    expected: { phase: 'failed', sentence: 'mật khẩu' },
  },
  {
    name: 'not-a-workbook.xlsx',
    bytes: () => Buffer.from('PK\u0003\u0004 no archive'),
    expected: { phase: 'failed', sentence: 'hỏng' },
  },
  {
    name: 'open-quote.csv',
    bytes: () => Buffer.from('Tháng,Xã\n"9/2026,x\n'),
    expected: { phase: 'failed', sentence: 'ngoặc kép' },
  },
  {
    name: 'letter.csv',
    bytes: () => Buffer.from('Kính gửi Ban An toàn giao thông\nXin gửi số liệu sau.\n'),
    expected: { phase: 'failed', sentence: 'Không thấy bảng số liệu' },
  },
  { name: 'id-numbers.csv', ...personal(withNote('012345678901'), 'K3') },
  {
    name: 'id-numbers-of-a-spreadsheet.xlsx',
    bytes: () =>
      book({
        name: 'x',
        rows: [
          [...CASES_HEAD, 'Số'],
          [...caseRow(), 79_123_456_789],
        ],
      }),
    expected: { phase: 'personal', personal: ['K2'] },
  },
  { name: 'phones.csv', ...personal(withNote('0912 345 678'), 'K3') },
  { name: 'plates.csv', ...personal(withNote('29-B1 234.56'), 'K3') },
  {
    name: 'names.csv',
    ...personal(
      [
        [...CASES_HEAD, 'Người vi phạm'],
        [...caseRow(), 'Nguyễn Văn An'],
      ],
      'K1',
      'K2',
    ),
  },
  { name: 'name-in-place.csv', ...personal([CASES_HEAD, caseRow({ place: 'Trần Thị Bình' })], 'B2') },
  {
    name: 'story.csv',
    ...personal(
      withNote('Khoảng bảy giờ sáng có một người đi xe máy vượt đèn đỏ ở ngã tư gần chợ rồi bỏ chạy'),
      'K3',
    ),
  },
  {
    name: 'signature.csv',
    ...personal([CASES_HEAD, caseRow(), ['', '', '', '', '', '', '', 'Đại tá Lê Văn Tám', '', '']], 'H3'),
  },
  {
    name: 'hidden-sheet.xlsx',
    bytes: () =>
      book(
        { name: 'Số liệu', rows: [CASES_HEAD, caseRow()] },
        { name: 'Tạm', hidden: true, rows: [['51F-123.45']] },
      ),
    expected: { phase: 'personal', personal: ['Tạm!A1'] },
  },
  {
    name: 'named-sheet.xlsx',
    bytes: () =>
      book({ name: 'Nguyễn Thị Hoa', rows: [CASES_HEAD, caseRow()] }, { name: 'Hai', rows: [['x']] }),
    expected: { phase: 'personal', personal: ['tên trang'] },
  },
];
