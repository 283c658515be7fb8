import { fold } from '#server/search/rules.ts';

/*
 * Reads what people type. Whoever types marks is held to the marked word (“đường làng” is any village road, “đường Láng” is one
 * in Hà Nội); without marks a word that may be a name counts as one: a false alarm costs more than a missed hint.
 */

const UNKNOWN = 'không biết rõ nhớ chịu quên gì nào đó kia ấy này tôi';
const ROAD_WORDS =
  'đường phố con cái gần cạnh trước sau sát ngay chỗ nơi đoạn khúc quãng giữa đầu cuối trong ngoài trên dưới ở tại qua ' +
  'cách đây nhà mình làng xóm quê thôn xã phường lớn to nhỏ bé chính vắng tên quốc lộ tỉnh huyện cao tốc đại xa';
const POINT_WORDS =
  'có cây cua dốc ngã ba tư năm sáu bảy đèn đỏ xanh vàng quán nước xăng cửa hàng cổng trường cầu hầm vòng xuyến bùng binh ' +
  'góc giao với nút số km m mét phía bên trái phải lề vỉa hè lòng mặt ngõ hẻm kiệt đối diện người hướng';

/** Folded words that are names as well: they count against a text only where its marks say so. */
const MAY_BE_A_NAME = new Set(['lang', 'que', 'thon', 'nga', 'to', 'mat']);

/** Words that name nothing by themselves. */
const NAMELESS = {
  road: words(`${UNKNOWN} ${ROAD_WORDS}`),
  point: words(`${UNKNOWN} ${ROAD_WORDS} ${POINT_WORDS}`),
  commune: words(`${UNKNOWN} xã phường đặc khu thị trấn p x ở quê`),
  province: words(`${UNKNOWN} tỉnh thành phố tp`),
  vehicle: words(`${UNKNOWN} xe một chiếc cái loại`),
  colour: words(`không biết rõ nhớ chịu quên gì màu sơn xe`),
  account: words(
    `${UNKNOWN} xe vi phạm luật giao thông nghiêm trọng đề nghị yêu cầu công an csgt cảnh sát xử lý phạt thật nặng rất quá lắm ` +
      'trời nguy hiểm coi thường pháp ẩu chạy đi lái người tài xế như trong video clip xem sẽ ảnh hình nhìn ghét kiểu thì là và ' +
      'của chết mong giúp nhanh lên bị được có một chiếc đúng thằng đồ ngu láo vô ý thức mất dạy kinh khủng bậy',
  ),
} as const;

type Words = { marked: ReadonlySet<string>; folded: ReadonlySet<string> };

function words(list: string): Words {
  const all = list.split(' ');
  return {
    marked: new Set(all),
    folded: new Set(all.map(fold).filter((word) => !MAY_BE_A_NAME.has(word))),
  };
}

const tokensOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];
const hasMarks = (text: string): boolean => /\p{M}|đ/iu.test(text.normalize('NFD'));
const flat = (text: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** What is left of a text when the words that name nothing are taken out. */
function namesIn(text: string, field: keyof typeof NAMELESS): string[] {
  const isMarked = hasMarks(text);
  return tokensOf(text).filter(
    (token) =>
      !(isMarked ? NAMELESS[field].marked.has(token) : NAMELESS[field].folded.has(fold(token))) &&
      (token.length > 1 || /\p{N}/u.test(token)),
  );
}

/** True when a text of this field names something that a stranger could look for. */
export const isNamed = (text: string, field: keyof typeof NAMELESS): boolean =>
  namesIn(text.replace(DISTANCE, ' '), field).length > 0;

const DISTANCE =
  /(cách|cach|khoảng|khoang|chừng|chung|tầm|tam)\P{N}{0,14}\p{N}[\p{N}.,]*\s*(km|m|mét|met|cây|cay)(?!\p{L})/giu;
const MARKER = /\b(km|kilomet|ki lo met|cay so|cot so)\s?(so )?h?\d/;
const PUBLIC_PLACE =
  /\b(ben xe|benh vien|ubnd|uy ban|buu dien|san van dong|san bay|nha ga|tram thu phi|nha van hoa|nha tho|tru so|(truoc|cong|gan|canh|doi dien) cho)\b/;

/** True when the text gives a kilometre by its marker. */
export const hasMarker = (text: string): boolean => MARKER.test(flat(text));

const isPoint = (text: string): boolean =>
  hasMarker(text) ||
  /chợ/iu.test(text.normalize('NFC')) ||
  (PUBLIC_PLACE.test(flat(text)) && !/chỗ/iu.test(text.normalize('NFC'))) ||
  isNamed(text, 'point');

/** “Xa lộ” is a road; “xã” is a commune, also where no marks are typed. */
const isCommune = (part: string): boolean =>
  hasMarks(part)
    ? /^((xã|phường|đặc khu|thị trấn)\s|[px]\.\s?|[px]\s)\S/iu.test(part.normalize('NFC'))
    : /^(xa(?! lo\b)|phuong|dac khu|thi tran|p|x) \S/.test(flat(part));

/** What of the place is known; the four fields may also have been typed into one. */
export type PlaceRead = {
  road: boolean;
  point: boolean;
  isMarker: boolean;
  commune: boolean;
  province: boolean;
};

/** Reads the place. A corner of two named roads is also the road; a number and a name (“45 Trần Phú”) are both. */
export function readPlace(place: {
  road: string;
  point: string;
  commune: string;
  province: string;
}): PlaceRead {
  const parts = `${place.road}, ${place.point}`.split(',').map((part) => part.trim());
  const communeAt = parts.findIndex(isCommune);
  const before = parts.slice(0, communeAt < 0 ? parts.length : communeAt).filter(Boolean);
  const after = communeAt < 0 ? [] : parts.slice(communeAt + 1).filter(Boolean);
  const isCorner = before.some((part) => /\b(nga|goc|giao|nut)\b.* [-–x×] ./.test(fold(part)));
  const isArtery = before.some((part) => /\b(ql|quoc lo|tl|tinh lo|dt|ct) ?\d/.test(flat(part)));
  const isAddress = before.some((part) =>
    /^(so |nha )*\d+[a-z]?( \d+)* (duong |pho )?\p{L}{2}/u.test(flat(part)),
  );
  const points = place.point.trim() ? [place.point] : before.length > 1 ? before : [];
  return {
    road: isNamed(place.road, 'road') || isCorner || isArtery || (isAddress && !place.road.trim()),
    point: points.some(isPoint) || isAddress || isCorner || hasMarker(place.road),
    isMarker: hasMarker(`${place.road}, ${place.point}`),
    commune: isNamed(place.commune, 'commune') || communeAt >= 0,
    province: isNamed(place.province, 'province') || after.some((part) => isNamed(part, 'province')),
  };
}

const WHOLE_PLATE = [
  // Numbers of provinces, one or two letters, four to six figures (a motorbike's series has one of them).
  /^\d{2}[A-ZĐ]{1,2}\d{4,6}$/,
  /^[A-ZĐ]{2}\d{4}$/,
  /^\d{5}(NG|QT|NN|CV)\d{2}$/,
];
const GAP = /[?*…_]|\.{2}|xx|\b(khong|mo|duoi|quen|thieu|nhin)\b/i;

/** True when a plate is written out to its end; of several, one is enough. Only shapes are judged, not whether it exists. */
export const isWholePlate = (text: string): boolean =>
  text.split(/[,;\n]| và /u).some((plate) => {
    if (GAP.test(plate) || GAP.test(fold(plate))) return false;
    const compact = plate
      .normalize('NFC')
      .toUpperCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
    if (WHOLE_PLATE.some((shape) => shape.test(compact))) return true;
    // Plates of other countries and of special vehicles: shapes we do not know.
    return (
      !/^\d{2}[A-ZĐ]/.test(compact) &&
      (compact.match(/\d/g) ?? []).length >= 4 &&
      (compact.match(/\p{L}/gu) ?? []).length >= 2
    );
  });

const ENOUGH_WORDS = 4;

/** What an account is worth: nothing written, only the name of the behaviour, words without an act, or an act. */
export function readAccount(text: string, title: string): 'empty' | 'name-only' | 'vague' | 'told' {
  const left = namesIn(text, 'account');
  if (tokensOf(text).length === 0) return 'empty';
  const name = new Set(tokensOf(title).map(fold));
  if (left.length > 0 && left.every((token) => name.has(fold(token)))) return 'name-only';
  return new Set(left).size < ENOUGH_WORDS ? 'vague' : 'told';
}

const JUDGING =
  /(?<!\p{L})(mất dạy|vô ý thức|vô học|côn đồ|ngu|khốn|đồ điên|thằng|chó|láo|lũ|say xỉn|chắc chắn|chắc là|cố tình|khốn nạn)(?!\p{L})/iu;

/** True when a text blames, insults or guesses instead of telling; without marks “ngu” may be “ngủ”, so those parts pass. */
export const isJudging = (text: string): boolean =>
  text.split(/[,.;!\n]/).some((part) => hasMarks(part) && JUDGING.test(part.normalize('NFC')));

/** True when a text holds what looks like a telephone number or the number of an identity card. */
export const hasPersonalNumber = (text: string): boolean =>
  /(?<!\d)(\+?84|0)([ .-]?\d){9}(?!\d)|(?<!\d)\d{12}(?!\d)/.test(text);
