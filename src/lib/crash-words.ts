import { formatNumber } from '#server/law/rules.ts';
import type { CrashMeasure } from '#server/outcomes/rules.ts';

const NBSP = '\u00a0';

/** What a measure counts, inside a sentence. */
const counted: Record<CrashMeasure, string> = {
  crashes: 'vụ tai nạn',
  deaths: 'người chết',
  injuries: 'người bị thương',
  alcohol: 'vụ có nồng độ cồn',
  serious: 'vụ nghiêm trọng trở lên',
  commercial: 'vụ có xe kinh doanh vận tải',
};

/** Words of the page on the goal for crashes. */
export const crashWords = {
  title: 'Tai nạn và mục tiêu',
  path: '/ket-qua/tai-nan/',
  room: { title: 'Kết quả', path: '/ket-qua/' },
  description:
    'Tai nạn, người chết, người bị thương so với cùng kỳ, kèm khoảng tin cậy 95 % và mục tiêu giảm 5–10 %.',
  none: 'Chưa có số liệu tai nạn nào được công bố.',
  noneNext: 'Xem các kết quả khác',
  sampleText: 'Số của tỉnh Mẫu, một tỉnh không có thật. Không phải số của công an.',
  counted,
  heading: {
    met: `Số vụ tai nạn đã giảm hơn 10${NBSP}%`,
    'met-least': `Số vụ tai nạn đã giảm hơn 5${NBSP}%`,
    missed: `Số vụ tai nạn chưa giảm tới 5${NBSP}%`,
    open: 'Chưa đủ số để nói tai nạn đã giảm đủ hay chưa',
  },
  noHeading: 'Tai nạn giao thông và mục tiêu giảm',
  goal: ({ least, most }: { least: number; most: number }) =>
    `Mục tiêu của phong trào: giảm ${-least}–${-most}${NBSP}% số vụ, số người chết, số người bị thương so với cùng kỳ.`,
  spans: {
    'year-to-date': { title: 'Từ đầu năm', before: 'cùng kỳ năm trước' },
    'twelve-months': { title: '12 tháng gần nhất', before: '12 tháng trước đó' },
  },
  span: (from: string, to: string) => (from === to ? `Tháng ${from}` : `Từ tháng ${from} đến tháng ${to}`),
  compared: (later: number, earlier: number, measure: CrashMeasure, before: string) =>
    `${formatNumber(later)} ${counted[measure]}; ${before} có ${formatNumber(earlier)}.`,
  changed: (change: string, interval: string) => `Tính ra ${change}. Mức đổi thật nằm đâu đó ${interval}.`,
  /** What follows from the interval. */
  verdicts: {
    met: `Cả khoảng này vượt quá mức giảm 10${NBSP}%: đạt mục tiêu.`,
    'met-least': `Cả khoảng này vượt quá mức giảm 5${NBSP}%. Còn mức 10${NBSP}% thì chưa nói được.`,
    missed: `Cả khoảng này chưa tới mức giảm 5${NBSP}%: chưa đạt mục tiêu.`,
    open: 'Khoảng này nằm cả hai bên mục tiêu, nên chưa thể nói đạt hay chưa.',
  },
  needed: (needed: string, { least, most }: { least: number; most: number }) =>
    `Muốn phân biệt giảm ${-most}${NBSP}% với giảm chưa tới ${-least}${NBSP}%, mỗi kỳ cần đếm được chừng ${needed}.`,
  tooFew: 'Số quá ít để tính phần trăm.',
  missing: 'Chưa đủ tháng để so với cùng kỳ.',
  chart: {
    title: (span: string) => `Mức đổi so với cùng kỳ, ${span.toLowerCase()}`,
    goal: 'Mục tiêu',
    none: 'Không đổi',
    key: 'Chấm tròn là mức đổi tính được. Vạch dài là khoảng tin cậy 95 %. Dải gạch chéo là mục tiêu.',
    less: 'giảm',
    more: 'tăng',
  },
  table: {
    measure: 'Số đếm',
    earlier: 'Kỳ trước',
    later: 'Kỳ này',
    change: 'Mức đổi',
    interval: 'Khoảng 95 %',
    intervalShort: 'Khoảng',
    verdict: 'So với mục tiêu',
    noGoal: 'Không đặt mức',
  },
  others: 'Vụ có nồng độ cồn, vụ nghiêm trọng, vụ có xe kinh doanh',
  othersText: 'Các kế hoạch muốn bớt những vụ này nhưng không đặt mức, nên ở đây chỉ có số đếm.',
  how: 'Vì sao có khoảng tin cậy',
  howText: [
    'Tai nạn lên xuống tình cờ, dù đường và người đi không đổi. Hai kỳ khác nhau một ít thì chưa nói lên điều gì.',
    'Khoảng tin cậy 95 % cho biết mức đổi thật có thể ở đâu. Cách tính này đúng trong ít nhất 95 trên 100 lần.',
    'Một vụ có thể làm nhiều người chết hoặc bị thương. Vì vậy khoảng thật của hai số này còn rộng hơn ở đây.',
    'Số vụ giảm không tự nói vì sao giảm: thời tiết, lượng xe và cách ghi nhận cũng đổi.',
  ],
  method:
    'Cách tính: hai số đếm coi như Poisson, khoảng chính xác có điều kiện (Clopper–Pearson). Phần trăm làm tròn ra phía ngoài.',
  sources: 'Mục tiêu lấy từ đâu',
  months: 'Số từng tháng',
  month: 'Tháng',
  release: 'Đợt công bố',
  noCount: 'không có số',
  province: 'Tỉnh',
  show: 'Xem',
};
