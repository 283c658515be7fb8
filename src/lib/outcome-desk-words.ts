import type { FigureKind } from '#server/outcomes/intake/views.ts';

const counted = new Intl.NumberFormat('vi-VN');
const count = (value: number): string => counted.format(value);
/** A month as people write it: `9/2026`. */
const month = (key: string): string => `${Number(key.slice(5))}/${key.slice(0, 4)}`;

/** Months as people list them, runs drawn together: `7–9/2026, 1/2027`. */
function months(keys: readonly string[]): string {
  const at = (key: string) => Number(key.slice(0, 4)) * 12 + Number(key.slice(5)) - 1;
  const runs: string[][] = [];
  for (const key of keys.toSorted()) {
    const run = runs.at(-1);
    if (run && at(key) === at(run.at(-1)!) + 1) run.push(key);
    else runs.push([key]);
  }
  return runs
    .map((run) => {
      const [first, last] = [run[0]!, run.at(-1)!];
      if (run.length === 1) return month(first);
      return first.slice(0, 4) === last.slice(0, 4)
        ? `${Number(first.slice(5))}–${month(last)}`
        : `${month(first)}–${month(last)}`;
    })
    .join(', ');
}

/** Words of the room of figures at the desk: what police hand over. */
export const intakeWords = {
  title: 'Số liệu',
  path: '/ban-lam-viec/so-lieu/',
  sendPath: '/ban-lam-viec/so-lieu/dua-len/',
  count,
  month,
  months,
  sample: 'Dữ liệu mẫu',
  sheet: (sheet: string) => `trang “${sheet}”`,
  /** A cell as people find it: `C7`, of several sheets `C7, trang “Tháng 9”`. */
  place: ({ sheet, cell }: { sheet: string | null; cell: string }) =>
    sheet === null ? cell : `${cell}, trang “${sheet}”`,
  kinds: { cases: 'Vụ việc', contributions: 'Đóng góp', crashes: 'Tai nạn' } satisfies Record<
    FigureKind,
    string
  >,
  list: {
    lead: (newest: string | null) =>
      newest === null
        ? 'Chưa có số liệu nào. Hãy đưa tệp đầu tiên lên.'
        : `Đã có số liệu đến tháng ${month(newest)}.`,
    send: 'Đưa tệp lên',
    filters: 'Lọc lần nộp',
    sender: 'Nguồn',
    anySender: 'Mọi nguồn',
    month: 'Tháng',
    anyMonth: 'Mọi tháng',
    filter: 'Lọc',
    clear: 'Bỏ lọc',
    none: 'Chưa ai nộp số liệu.',
    noneSuch: 'Không có lần nộp nào như vậy. Hãy bỏ bớt điều kiện lọc.',
    caption: (total: number) => `${count(total)} lần nộp, mới nhất ở trên`,
    pages: 'Trang của các lần nộp',
    columns: {
      months: 'Tháng',
      sender: 'Nguồn',
      file: 'Tệp',
      by: 'Ai nộp',
      rows: 'Dòng',
      state: 'Trạng thái',
    },
    states: {
      all: 'Đang tính',
      some: (keys: readonly string[]) => `Đang tính tháng ${months(keys)}`,
      none: 'Đã có lần mới hơn',
    },
    byKey: (name: string) => `Khóa “${name}”`,
    byNobody: 'Tài khoản đã đóng',
    now: 'Đang tính theo tháng',
    nowHint: 'Lần nộp mới nhất của mỗi nguồn được tính. Số này chỉ ở bàn làm việc.',
    nowCaption: 'Số liệu đang tính, tháng mới ở trên',
    nowColumns: { month: 'Tháng', cases: 'Vụ việc', contributions: 'Đóng góp', crashes: 'Vụ tai nạn' },
    batches: (batches: number) => `từ ${count(batches)} lần nộp`,
    noCrashes: 'chưa có',
    fingerprint: (hash: string) => `Dấu vân tay ${hash.slice(0, 12)}`,
  },
  send: {
    title: 'Đưa số liệu lên',
    lead: 'Bạn xem trước mọi con số. Chưa bấm “Nhận tệp” thì chưa có gì được ghi.',
    sender: 'Nguồn số liệu',
    choose: 'Hãy chọn nguồn',
    file: 'Tệp số liệu',
    fileHint: 'XLSX hoặc CSV, tối đa 20 MB. Kéo tệp thả vào đây cũng được.',
    again: 'Hãy chọn lại tệp: trình duyệt không giữ tệp đã chọn.',
    go: 'Đọc tệp',
    nothing: 'Chưa có tệp nào. Hãy chọn tệp rồi gửi.',
    noSender: 'Hãy chọn nguồn số liệu.',
    heavy: 'Tệp nặng quá 20 MB. Hãy tách theo tháng rồi gửi từng tệp.',
    said: 'Đã gửi {sent} trên {total} MB',
    lost: 'Không gửi được. Hãy xem lại đường truyền rồi bấm “Đọc tệp” lần nữa.',
    stop: 'Dừng gửi',
    never: {
      title: 'Không đưa lên',
      items: [
        'Họ tên, ngày sinh, số định danh, số điện thoại, biển số.',
        'Lời kể về một người hay một vụ cụ thể.',
        'Tệp có những thứ này bị từ chối cả tệp và không được giữ.',
      ],
    },
    templates: 'Tệp mẫu',
    templatesHint: 'Không bắt buộc theo mẫu: cột tên khác vẫn đọc được, bạn chọn ý nghĩa ở bước sau.',
    template: {
      cases: 'Mẫu vụ việc',
      contributions: 'Mẫu đóng góp của đơn vị',
      crashes: 'Mẫu tai nạn',
    } satisfies Record<FigureKind, string>,
    example: 'Ví dụ đã điền (dữ liệu mẫu)',
    noSenders: 'Chưa có nguồn số liệu nào cho bạn. Hãy nhờ quản trị thêm nguồn.',
  },
  steps: { label: 'Các bước', file: 'Gửi tệp', mapping: 'Cách đọc', preview: 'Xem trước', done: 'Đã nhận' },
  titles: {
    reading: 'Đang đọc tệp',
    checking: 'Đang đối chiếu',
    'needs-mapping': 'Tệp này gọi tên khác',
    ready: 'Xem trước tệp',
    writing: 'Đang ghi',
    done: 'Đã nhận tệp',
    before: 'Tệp này đã nhận rồi',
    failed: 'Không đọc được tệp này',
    personal: 'Tệp có thông tin về người',
    cancelled: 'Đã hủy',
  },
  file: (name: string) => (name === '' ? 'Tên tệp không được giữ.' : `Tệp: ${name}`),
  sender: (name: string) => `Nguồn: ${name}`,
  busy: {
    read: (done: number) => `${count(done)} dòng đã đọc`,
    of: (done: number, total: number) => `${count(done)} trên ${count(total)} dòng`,
    cancel: 'Hủy',
    lost: 'Mất kết nối. Trang vẫn đang thử lại, việc ở máy chủ vẫn chạy.',
    again: 'Xem lại tiến độ',
  },
  ended: {
    nothing: 'Không có gì được ghi, tệp không được giữ.',
    another: 'Gửi tệp khác',
    back: 'Về danh sách số liệu',
  },
  personal: {
    lead: 'Cả tệp bị từ chối. Không có gì được ghi, tệp không được giữ.',
    why: 'Trang này chỉ nhận con số. Thông tin về người có thể làm lộ ai đã báo tin.',
    caption: 'Những ô có vấn đề (không nhắc lại nội dung)',
    columns: { cell: 'Ô', why: 'Vì sao' },
    more: (more: number) => `Và ${count(more)} ô khác.`,
    what: 'Làm gì tiếp theo',
    todo: [
      'Mở tệp gốc, bỏ hẳn các cột hoặc ô trên. Chỉ ẩn đi thì chưa đủ.',
      'Xóa cả trang tính phụ, ghi chú và tên tệp có những thứ ấy.',
      'Nếu đó là tên xã hay tên đơn vị, hãy thay bằng mã đơn vị.',
      'Lưu thành tệp mới rồi gửi lại.',
    ],
  },
  mapping: {
    lead: 'Hãy nói mỗi cột là gì. Những cột đã hiểu được điền sẵn.',
    remembered: 'Đã dùng cách đọc của tệp trước từ nguồn này.',
    missing: 'Còn thiếu',
    columns: 'Các cột',
    columnsCaption: (total: number) => `${count(total)} cột tìm thấy`,
    column: 'Cột',
    samples: 'Ví dụ',
    field: 'Là gì',
    fieldOf: (letter: string, header: string) => `Cột ${letter} (${header || 'không tên'}) là gì`,
    noHeader: 'không tên',
    noSamples: 'cột trống',
    groups: {
      basic: 'Thông tin của dòng',
      numbers: 'Con số của dòng',
      results: 'Số vụ theo kết quả',
      crashes: 'Số tai nạn',
    },
    values: 'Tên chưa hiểu',
    valuesHint: 'Chọn một nghĩa cho mỗi tên, hoặc gõ mã. Chọn một lần cho mọi dòng có tên ấy.',
    valuesCaption: (total: number) => `${count(total)} tên cần chọn`,
    decided: (total: number) => `${count(total)} tên đã chọn`,
    decidedCaption: 'Tên đã chọn, viết không dấu',
    value: 'Tên trong tệp',
    rows: (rows: number, cell: string) =>
      rows === 1 ? `ở ô ${cell}` : `${count(rows)} dòng, đầu tiên ở ô ${cell}`,
    meaning: 'Nghĩa là',
    meaningOf: (text: string) => `“${text}” nghĩa là`,
    undecided: 'Chưa chọn',
    code: 'Hoặc gõ mã',
    codeOf: (text: string) => `Mã cho “${text}”`,
    whole: 'Nói một lần cho cả tệp',
    wholeHint: 'Tệp không có cột cho điều này.',
    monthHint: 'Tháng/năm, ví dụ 9/2026.',
    badMonth: 'Hãy ghi tháng và năm, ví dụ 9/2026.',
    go: 'Đọc theo cách này',
    change: 'Sửa cách đọc',
    keep: 'Giữ cách đọc, về bản xem trước',
  },
  preview: {
    months: 'Tháng trong tệp',
    kinds: 'Loại số liệu',
    rows: 'Số dòng',
    figures: 'Số liệu đọc được',
    figuresOf: (kind: FigureKind, figures: number) =>
      `${count(figures)} ${{ cases: 'dòng vụ việc', contributions: 'dòng đóng góp', crashes: 'số tai nạn' }[kind]}`,
    problemsTitle: (problems: number) => `${count(problems)} chỗ cần sửa`,
    problemsLead: 'Còn chỗ cần sửa thì chưa nhận được tệp. Hãy sửa tệp rồi gửi lại.',
    problemsOther: 'Nếu trang hiểu sai một cột, hãy sửa cách đọc.',
    problemsCaption: 'Từng chỗ, theo ô của bảng tính',
    problemsDownload: 'Tải các dòng có lỗi:',
    problemPages: 'Trang của những chỗ cần sửa',
    rowPages: 'Trang của các dòng đọc được',
    cells: 'Ô',
    column: 'Cột',
    why: 'Vì sao',
    wholeRow: 'Cả dòng',
    sums: 'Tổng theo tháng, so với số đang tính',
    sumsHint: 'Tháng có trong tệp được thay cả tháng. Tháng khác giữ nguyên.',
    sumsCaption: (kind: string, key: string) => `${kind}, tháng ${month(key)}`,
    sumsColumns: { what: 'Kết quả', before: 'Đang tính', after: 'Sau khi nhận', change: 'Thay đổi' },
    isNew: 'mới',
    isSame: 'không đổi',
    notes: 'Trang tự suy ra',
    rowsTitle: 'Các dòng đọc được',
    rowsCaption: 'Mỗi dòng sẽ được ghi như sau',
    rowColumns: {
      month: 'Tháng',
      place: 'Nơi, đơn vị',
      behaviour: 'Hành vi',
      how: 'Phương tiện, nguồn',
      what: 'Kết quả',
      count: 'Số lượng',
      more: 'Kèm theo',
    },
    fines: (vnd: number) => `${count(vnd)} đồng`,
    points: (points: number) => `${count(points)} điểm`,
    days: (days: number) => `${counted.format(days)} ngày`,
    contributors: (people: number, cap: number | null) =>
      cap === null ? `${count(people)} người` : `${count(people)} người, trần ${count(cap)}`,
    remember: 'Nhớ cách đọc này cho tệp sau của nguồn',
    redone: 'Số liệu hoặc danh sách đơn vị vừa đổi. Hãy xem lại bản mới rồi nhận.',
    accept: 'Nhận tệp',
    cancel: 'Hủy',
  },
  done: {
    now: (rows: number, keys: readonly string[]) =>
      `Đã ghi ${count(rows)} dòng của tháng ${months(keys)}. Số liệu này đang được tính.`,
    before: (at: string) => `Tệp này đã được nhận lúc ${at}. Lần này không có gì thay đổi.`,
    beforeWhat: 'Có số mới thì hãy sửa tệp rồi gửi lại.',
    next: 'Bước tiếp theo: chuẩn bị bản phát hành của tháng.',
  },
  cancelled: 'Đã hủy. Không có gì được ghi, tệp không được giữ.',
};
