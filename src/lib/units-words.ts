import type { Preview } from '#server/units/service.ts';
import { WHOLE_PPM } from '#server/units/rules.ts';

const shownDay = (day: string): string => day.split('-').reverse().join('/');
const shownCount = new Intl.NumberFormat('vi-VN');

/** Words of the rooms of units: at the desk and on public pages. */
export const unitWords = {
  title: 'Đơn vị',
  path: '/ban-lam-viec/don-vi/',
  publicPath: '/don-vi/',
  states: { live: 'Đang hoạt động', ended: 'Đã kết thúc', all: 'Tất cả' },
  ended: 'Đã kết thúc',
  check: 'cần đối chiếu',
  sample: 'Dữ liệu mẫu',
  atTheTop: 'Đứng riêng',
  beforeRegistry: 'trước khi có sổ này',
  done: {
    'doi-ten': 'Đã đổi tên. Tên cũ vẫn ở phần lịch sử.',
    chuyen: 'Đã chuyển. Nơi cũ vẫn ở phần lịch sử.',
    'sap-nhap': 'Đã nhập. Đơn vị trực thuộc và vai được chuyển theo đã về nơi mới.',
    chia: 'Đã chia đơn vị.',
    'ket-thuc': 'Đã kết thúc đơn vị. Trang của nó vẫn còn.',
    moi: 'Đã thêm đơn vị. Mã ở dưới là mã in trên giấy.',
    'si-so': 'Đã ghi sĩ số.',
    huy: 'Đã hủy lần nhập. Không có gì được ghi.',
  } as Record<string, string>,
  actions: {
    moi: 'Thêm đơn vị',
    nhap: 'Nhập từ tệp',
    'doi-ten': 'Đổi tên',
    chuyen: 'Chuyển nơi thuộc',
    'sap-nhap': 'Sáp nhập',
    chia: 'Chia',
    'ket-thuc': 'Kết thúc',
  },
  see: 'Xem trước',
  onDay: 'Từ ngày nào?',
  onDayHint: 'Ngày/tháng/năm thay đổi có hiệu lực; hôm nay hoặc sớm hơn.',
  reason: 'Lý do',
  reasonHint: 'Ví dụ: theo quyết định số mấy, ngày nào. Lý do hiện ở trang công khai.',
  codeHint: 'Bảy ký tự, ví dụ A3C-4D6E. Chữ hoa hay thường đều được.',
  changedSincePreview: 'Bạn đã sửa sau khi xem trước. Hãy xem lại bản mới bên dưới.',
  exportByButton: 'Tệp này không tải bằng đường dẫn. Hãy bấm nút tải ở danh sách đơn vị.',
  count: (count: number) => shownCount.format(count),
};

/** A share in millionths as people write it: `33,3333%`. */
export const shownShare = (ppm: number | null): string =>
  ppm === null
    ? 'chưa rõ phần'
    : `${(ppm / (WHOLE_PPM / 100)).toLocaleString('vi-VN', { maximumFractionDigits: 4 })}%`;

/** A share as somebody typed it, in millionths; null: left empty; NaN: no share. */
export function readShare(typed: string): number | null {
  const text = typed.replace(/[%\s]/g, '').replace(',', '.');
  if (text === '') return null;
  return /^\d{1,3}(\.\d{1,4})?$/.test(text) ? Math.round(Number(text) * (WHOLE_PPM / 100)) : Number.NaN;
}

/** What an operation would do, one sentence each. */
export function previewLines(preview: Preview): string[] {
  const { added, renamed, moved, ended, lineage, staffMoved, staffLeft } = preview;
  return [
    ...added.map(({ officialName, parent }) =>
      parent
        ? `Thêm “${officialName}”, thuộc ${parent.officialName}. Mã sẽ được cấp.`
        : `Thêm “${officialName}”. Mã sẽ được cấp.`,
    ),
    ...renamed.map(
      ({ unit, officialName, shortName, fromOn }) =>
        `“${unit.officialName}” đổi tên thành “${officialName}” (gọi ngắn: ${shortName}) từ ${shownDay(fromOn)}.`,
    ),
    ...lineage.map(({ kind, from, to, sharePpm, onDay }) =>
      kind === 'merged-into'
        ? `“${from}” nhập vào “${to}” từ ${shownDay(onDay)}.`
        : from === to
          ? `“${from}” giữ lại ${shownShare(sharePpm)} từ ${shownDay(onDay)}.`
          : `“${to}” nhận ${shownShare(sharePpm)} của “${from}” từ ${shownDay(onDay)}.`,
    ),
    ...moved.map(({ unit, to, fromOn }) =>
      to === null
        ? `“${unit.officialName}” đứng riêng từ ${shownDay(fromOn)}.`
        : `“${unit.officialName}” chuyển về “${to}” từ ${shownDay(fromOn)}.`,
    ),
    ...ended.map(
      ({ unit, lastDay }) =>
        `“${unit.officialName}” kết thúc; ngày cuối là ${shownDay(lastDay)}. Mã không cấp lại.`,
    ),
    ...(staffMoved > 0 ? [`${staffMoved} vai của người dùng chuyển theo. Họ cần đăng nhập lại.`] : []),
    ...(staffLeft > 0
      ? [`${staffLeft} vai của người dùng ở lại với đơn vị kết thúc. Hãy nhờ quản trị giao lại.`]
      : []),
  ];
}
