/*
 * What the editor's words of a bulletin may not hold. They tell what a case teaches and nothing of the case: no when, where,
 * who or by whom, and no figure, for those of the law come from its provision. What cannot be judged is refused: another
 * sentence can be found, a name once published cannot be taken back.
 */
import { findPersonal } from '../outcomes/rules.ts';

export const FAULT_KINDS = [
  'email',
  'plate',
  'phone',
  'id-number',
  'link',
  'source',
  'school',
  'address',
  'date',
  'time',
  'person',
  'vehicle',
  'count',
  'figure',
  'number',
  'name',
  'unmarked',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Something in a text that may not stand there. `piece`: as it was typed; `sentence`: for whoever typed it. */
export type WordFault = { kind: FaultKind; piece: string; sentence: string };

const SENTENCES: Readonly<Record<FaultKind, string>> = {
  email: 'Bỏ thư điện tử',
  plate: 'Bỏ biển số xe',
  phone: 'Bỏ số điện thoại',
  'id-number': 'Bỏ số giấy tờ',
  link: 'Bỏ liên kết và tên mạng xã hội',
  source: 'Bỏ chỗ nói ai phát hiện hoặc phát hiện bằng cách nào',
  school: 'Bỏ tên trường, lớp, cơ quan, doanh nghiệp',
  address: 'Bỏ địa chỉ và chỗ cụ thể',
  date: 'Bỏ ngày tháng và dịp cụ thể',
  time: 'Bỏ giờ giấc cụ thể',
  person: 'Bỏ chi tiết về người trong vụ việc',
  vehicle: 'Bỏ hãng xe, màu xe',
  count: 'Bỏ số vụ, số tin',
  figure: 'Bỏ mức phạt và điểm gõ tay; trang tự lấy từ điều khoản',
  number: 'Bỏ chữ số; con số của luật nằm ở điều khoản',
  name: 'Bỏ tên riêng',
  unmarked: 'Hãy gõ tiếng Việt có dấu',
};

const B = String.raw`(?<![\p{L}\p{N}])`;
const E = String.raw`(?![\p{L}\p{N}])`;
const any = (...words: string[]): RegExp => new RegExp(`${B}(?:${words.join('|')})${E}`, 'giu');
/** As {@link any}, with capital letters told from small ones. */
const exactly = (...words: string[]): RegExp => new RegExp(`${B}(?:${words.join('|')})${E}`, 'gu');

const DIGIT_WORD = 'không|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|mười|mươi|linh|lẻ';
const COUNTED = `(?:\\d+|(?:hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|mấy|vài|chục|hàng chục)(?: (?:một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín|mươi|mười))*)`;
const HOUR_WORD = `(?:\\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười(?: một| hai)?)`;
const DAY_WORD = `(?:\\d{1,2}|mồng|mùng|rằm|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|hai mươi|ba mươi)`;
const COLOUR = 'đỏ|xanh|trắng|đen|vàng|bạc|xám|ghi|nâu|cam|tím|hồng|be';
const GIVEN_NAMES =
  'tuấn|hùng|dũng|cường|hưng|huy|khoa|khánh|kiên|lâm|linh|long|loan|mai|nga|ngân|nhung|oanh|phúc|phượng|quân|quỳnh|tâm|thắng|thảo|thủy|thúy|trang|trinh|trung|tú|tùng|uyên|vân|vinh|yến|đạt|đức';
const FAMILY =
  "nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|đinh|trịnh|lương|mai|tô|cao|hà|tạ|lò|quàng|giàng|vàng|thào|h[’']|y|k[’']";
const MIDDLE = 'văn|thị|đức|hữu|minh|thanh|ngọc|quang|đình|xuân|thế|công|bá|duy|anh|kim|thu|hồng|bích|a';

/** In the order in which a piece is named when it fits several. */
const PATTERNS: readonly (readonly [FaultKind, readonly RegExp[]])[] = [
  [
    'link',
    [
      /(?:https?:\/\/|www\.)\S+/giu,
      /[\p{L}\d-]+\.(?:vn|com|net|org|info|io)(?![\p{L}\p{N}])\S*/giu,
      /[@#][\p{L}\d_]+/giu,
      any('zalo', 'facebook', 'fanpage', 'tik ?tok', 'youtube', 'vnetraffic', 'mạng xã hội'),
    ],
  ],
  [
    'source',
    [
      any(
        'tôi',
        'tui',
        'chúng tôi',
        'bọn tôi',
        'nhà tôi',
        'mình (?:thấy|quay|gửi|chụp|báo|đi sau|chứng kiến)',
        'em (?:thấy|quay|gửi|chụp)',
        'người (?:quay|chụp|gửi|báo tin|báo|phản ánh|tố giác|tố cáo|làm chứng|chứng kiến|cung cấp)',
        'người dân (?:đã )?(?:quay|chụp|gửi|báo|phản ánh|tố giác|ghi)',
        'nhân chứng',
        'chứng kiến',
        'tố giác',
        'tố cáo',
        'phản ánh',
        'tin báo',
        'nguồn tin',
        'trình báo',
        'mật báo',
        'tin nhắn',
        'đường dây nóng',
        'ca[- ]?me[- ]?ra',
        'camera',
        'cam hành trình',
        'hành trình ghi',
        'dash ?cam',
        'go ?pro',
        'flycam',
        'điện thoại (?:ghi|quay|của người)',
        'clip',
        'video',
        'đoạn phim',
        'thước phim',
        'bức ảnh',
        'tấm ảnh',
        'hình ảnh',
        'ghi hình',
        'ghi lại được',
        'quay (?:phim|clip|video|lại|được)',
        'chụp (?:ảnh|hình|lại|được)',
        'hàng xóm',
        'người (?:đi|chạy) (?:phía )?sau',
        'xe (?:phía|chạy|đi) sau (?:đã )?(?:ghi|quay|chụp)',
        'người đi đường (?:đã )?(?:ghi|quay|chụp|báo|gửi)',
        'phạt nguội',
        'tuần tra',
        'chốt (?:kiểm tra|kiểm soát|trực)',
        'dừng xe (?:để )?kiểm tra',
        'tổ công tác',
        'bắn tốc độ',
        'hệ thống giám sát',
        'bị (?:bắt gặp|phát hiện|ghi lại)',
        'phát hiện (?:xe|người|trường hợp|vụ)',
      ),
    ],
  ],
  [
    'school',
    [
      exactly('THPT', 'THCS', 'PTTH', 'PTCS', 'TNHH', 'HTX', 'UBND', 'TTGDTX'),
      any(`(?:khối )?lớp (?:\\d+\\p{L}?\\d*|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: một| hai)?)`),
      new RegExp(
        `${B}(?:[Tt]rường|[Cc]ông ty|[Xx]í nghiệp|[Nn]hà máy|[Hh]ợp tác xã|[Hh]ãng|[Tt]ập đoàn|[Bb]ệnh viện|[Cc]ơ quan|[Nn]hà xe|[Dd]oanh nghiệp|[Nn]gân hàng|[Ss]iêu thị|[Cc]âu lạc bộ|[Đđ]ơn vị|[Ủủ]y ban)(?: \\p{Ll}+){0,3} (?:\\p{Lu}|\\d)[\\p{L}\\d]*(?: \\p{Lu}[\\p{L}\\d]*)*`,
        'gu',
      ),
    ],
  ],
  [
    'address',
    [
      any(
        'số nhà',
        'nhà số',
        'địa chỉ',
        `(?:ngõ|ngách|hẻm|kiệt|kiệt số|tổ|thôn|xóm|ấp|khối|khu phố|lô|căn hộ|tòa|phòng) (?:số )?(?:\\d+\\p{L}?|một|hai|ba|bốn|sáu|bảy|tám|chín|mười)`,
        'km ?\\d+[\\d+ ]*',
        '(?:ki ?-?lô ?-?mét|cây) số (?:\\d+|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)[\\p{L} ]{0,12}',
        'cột mốc',
        'lý trình',
        'tọa độ',
        'đối diện (?:nhà|quán|chợ|trường|cây xăng|trạm|cổng|số|cửa hàng|tiệm|bến)',
        '(?:gần|cạnh|trước|sau|ngay) (?:nhà|quán|cây xăng|tiệm|cửa hàng|trạm xăng|trạm thu phí|bưu điện|trụ sở|đồn|đình|chùa|nhà thờ)',
        'đầu ngõ nhà',
        'cuối ngõ nhà',
        'cổng nhà',
      ),
    ],
  ],
  [
    'date',
    [
      /(?<![\p{L}\p{N}])\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{2,4})?(?![\p{L}\p{N}])/gu,
      any(
        `ngày ${DAY_WORD}(?: ${DAY_WORD})?`,
        'tháng (?:\\d{1,2}|giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?: một| hai)?|chạp|trước|rồi|qua|này|vừa)',
        'năm (?:\\d{4}|ngoái|nay|trước|kia)',
        '(?:sáng|trưa|chiều|tối|đêm|ngày|hôm|vào|bữa) thứ (?:hai|ba|tư|năm|sáu|bảy)',
        'chủ nhật',
        'hôm (?:qua|nay|kia|đó|trước|ấy|nọ|sau)',
        '(?:ngày|bữa) (?:nọ|trước|đó|ấy|kia)',
        'tuần (?:trước|qua|rồi|này|vừa)',
        '(?:đầu|giữa|cuối) (?:tháng|năm|quý)',
        'mồng \\p{L}+',
        'mùng \\p{L}+',
        'rằm',
        'tết',
        'giao thừa',
        'giáng sinh',
        'no-?el',
        'quốc khánh',
        'trung thu',
        'khai giảng',
        'bế giảng',
        '(?:ngày|dịp|kỳ|đợt|nghỉ) lễ',
        'vừa qua',
        'mới đây',
        'gần đây',
      ),
    ],
  ],
  [
    'time',
    [
      /(?<![\p{L}\p{N}])\d{1,2}\s*(?:h|g|giờ|:)\s*\d{0,2}(?![\p{L}\p{N}])/giu,
      any(
        `${HOUR_WORD} giờ(?: (?:sáng|trưa|chiều|tối|đêm|rưỡi|kém))?`,
        'rạng sáng',
        'nửa đêm',
        'sáng sớm',
        'lúc (?:sáng|trưa|chiều|tối|đêm|khuya|tan học|tan tầm|tan ca|vào lớp)',
        '(?:sáng|trưa|chiều|tối|đêm) (?:hôm|nay|qua|đó|ấy)',
        'giờ (?:tan|vào) (?:học|lớp|tầm|ca|làm)',
        'phút thứ',
      ),
    ],
  ],
  [
    'person',
    [
      any(
        '(?:nam|nữ) (?:thanh niên|tài xế|lái xe|công nhân|nhân viên|sinh|sinh viên|học sinh|giáo viên|bác sĩ|cán bộ|shipper)',
        'cụ (?:ông|bà)',
        'người (?:đàn ông|phụ nữ|đàn bà|thanh niên|cha|mẹ|vợ|chồng)(?: này| đó| kia)?',
        'cô gái',
        'chàng trai',
        'cậu bé',
        'cô bé',
        '(?:anh|chị|ông|bà|cô|chú|em|hắn|gã) (?:ta|ấy|này|nọ|kia|đó)',
        'vợ chồng',
        'hai (?:bố|mẹ|cha|mẹ) con',
        'shipper',
        'xe ôm',
        'cán bộ',
        'giáo viên',
        'bác sĩ',
        'việt kiều',
        'người nước ngoài',
        `(?:\\d+|${COUNTED}) tuổi`,
        'sinh năm',
        'quê (?:ở|quán)',
        'trú (?:tại|ở)',
        'dân tộc',
        `(?:anh|chị|ông|bà|cô|chú|bác|em|cậu|thầy|tài xế|lái xe|bạn) (?:${GIVEN_NAMES})`,
        `(?:${FAMILY}) (?:${MIDDLE}) [\\p{L}’']+`,
      ),
      new RegExp(
        `(?:^|[.!?:;…]\\s*|["“])(?:${GIVEN_NAMES})(?= (?:đã|bị|không|lái|đi|vượt|chạy|cho|kể|nói|nhận|chở|dừng))`,
        'giu',
      ),
    ],
  ],
  [
    'vehicle',
    [
      any(
        'honda',
        'yamaha',
        'suzuki',
        'piaggio',
        'vespa',
        'toyota',
        'vinfast',
        'hyundai',
        'mazda',
        'mitsubishi',
        'mercedes',
        'bmw',
        'audi',
        'lexus',
        'nissan',
        'chevrolet',
        'daewoo',
        'isuzu',
        'hino',
        'thaco',
        'volvo',
        'porsche',
        'vios',
        'innova',
        'fortuner',
        'camry',
        'exciter',
        'winner',
        'air ?blade',
        'vario',
        'dream',
        'wave alpha',
        'grab',
        'xanh sm',
        'gojek',
        'phương trang',
        'thành bưởi',
        'mai linh',
        `(?:xe|ô tô|mô tô|xe máy|xe tải|xe khách|xe con|chiếc|sơn|áo|mũ|quần|ba lô|rơ-moóc|thùng)(?: \\p{L}+){0,2} (?:màu|sơn) (?:${COLOUR})`,
        `(?:xe|xe máy|ô tô|xe tải|xe khách|xe con|áo|mũ) (?:${COLOUR})`,
        'biển (?:xanh|đỏ|vàng) (?:của|gắn|xe)',
        'xe biển (?:xanh|đỏ|vàng)',
        '(?:nhãn hiệu|đời xe|hãng xe) \\p{L}+',
        'xe công vụ',
      ),
      exactly('Kia', 'Ford', 'SH', 'Vision', 'Wave', 'Sirius', 'Lead', 'Ranger', 'Isuzu'),
    ],
  ],
  [
    'count',
    [
      any(
        `${COUNTED} (?:vụ|trường hợp|tin|lượt|lần vi phạm|quyết định|biên bản)`,
        '(?:chỉ|duy nhất|đúng)(?: có)? một (?:vụ|trường hợp|tin|người|xe)',
        '(?:vụ|trường hợp|người|xe) (?:đầu tiên|duy nhất|thứ \\p{L}+)',
      ),
    ],
  ],
  [
    'figure',
    [
      any(
        `(?:\\d[\\d.,–-]*|${COUNTED}) ?(?:triệu|nghìn|ngàn|trăm|tỉ|tỷ|đồng|đ|điểm|vnd|tr|k)(?: \\p{L}+)? ?(?:đồng)?`,
        '(?:triệu|nghìn|ngàn) đồng',
      ),
    ],
  ],
  [
    'number',
    [/\d(?:[\d.,/+–-]*\d)?/gu, new RegExp(`${B}(?:(?:${DIGIT_WORD}) ){3,}(?:${DIGIT_WORD})${E}`, 'giu')],
  ],
];

/** Words that begin with a capital letter in the middle of a sentence and name nobody. */
const PLAIN_CAPITALS = new Set([
  'CSGT',
  'Luật',
  'Nghị',
  'Thông',
  'Việt',
  'Nam',
  'ATGT',
  'ABS',
  'STOP',
  'Nhà',
  'Quốc',
  'Bộ',
]);
const MARKED = /[\u0300-\u036f]|đ/u;

/** Where words stand that begin with a capital letter although no sentence does. */
function capitalsIn(text: string): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const match of text.matchAll(/\p{L}[\p{L}\p{N}’'-]*/gu)) {
    const isFirst = /(?:^|[.!?:;…\n])["“(\s-]*$/u.test(text.slice(0, match.index));
    const word = match[0];
    const isShouted = word.length > 2 && word === word.toUpperCase() && word !== word.toLowerCase();
    if ((!isFirst || isShouted) && /^\p{Lu}/u.test(word) && !PLAIN_CAPITALS.has(word)) {
      const last = found.at(-1);
      if (last && /^\s*$/.test(text.slice(last.to, match.index))) last.to = match.index + word.length;
      else found.push({ from: match.index, to: match.index + word.length });
    }
  }
  return found;
}

/** A text as it is judged and kept: composed, wide letters narrow, nothing that cannot be seen. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^\S\n]/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .replace(/\p{Nd}/gu, (digit) => String(digitOf(digit)))
    .trim();

/** Digits of other scripts count as what they are: each script has its ten in a row. */
function digitOf(digit: string): number {
  let code = digit.codePointAt(0)!;
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - 1)) && value < 9) {
    code -= 1;
    value += 1;
  }
  return code === 0x30 || code > 0x39 ? value : Number(digit);
}

/** What in the editor's words may not be published, in the order of the text; each piece is named once. */
export function wordFaults(typed: string): WordFault[] {
  const text = plainWords(typed);
  const found: { kind: FaultKind; from: number; to: number }[] = findPersonal(text, 'words');
  const add = (kind: FaultKind, from: number, to: number) => {
    if (!found.some((piece) => from < piece.to && piece.from < to)) found.push({ kind, from, to });
  };
  for (const [kind, patterns] of PATTERNS)
    for (const pattern of patterns)
      for (const match of text.matchAll(pattern))
        if (match[0].trim() !== '') add(kind, match.index, match.index + match[0].length);
  for (const { from, to } of capitalsIn(text)) add('name', from, to);
  if (text.split(/\s+/).length >= 4 && !MARKED.test(text.normalize('NFD').toLowerCase()))
    add('unmarked', 0, Math.min(text.length, 40));
  return found
    .sort((a, b) => a.from - b.from)
    .map(({ kind, from, to }) => {
      const piece = text.slice(from, to).trim();
      return { kind, piece, sentence: `${SENTENCES[kind]}: “${piece}”.` };
    });
}

const ROAD =
  /^(?:Quốc lộ|Tỉnh lộ|Hương lộ|Đại lộ|Xa lộ|Cao tốc|Đường)(?: (?:[-–] )?[\p{L}\p{N}]+(?:[-–][\p{L}\p{N}]+)*){1,7}$/u;
const ROAD_DIGITS = /(?<![\p{L}\p{N}])\d{1,4}\p{L}{0,2}(?![\p{L}\p{N}])/gu;

/** What is wrong with the name of a road, in a sentence; null: nothing. */
export function roadFault(name: string): string | null {
  const text = plainWords(name);
  if (text.length > 60 || !ROAD.test(text))
    return 'Hãy ghi tên đường như trên biển, ví dụ “Quốc lộ 1” hoặc “Đường tỉnh 293”.';
  // Small letters only: “Trường Chinh” and “Nhà Bè” are names of roads.
  const isPlace = exactly(
    'km',
    'số nhà',
    'ngõ',
    'ngách',
    'hẻm',
    'kiệt',
    'đoạn',
    'trước',
    'gần',
    'cạnh',
    'nhà',
    'quán',
    'chợ',
    'cổng',
    'trường',
    'ngã',
  ).test(text);
  const digits = text.replace(ROAD_DIGITS, '');
  return isPlace ||
    /\d/.test(digits) ||
    findPersonal(text, 'words').length > 0 ||
    (text.match(ROAD_DIGITS) ?? []).length > 1
    ? 'Chỉ ghi tên cả con đường, không ghi đoạn, số nhà hay chỗ cụ thể.'
    : null;
}
