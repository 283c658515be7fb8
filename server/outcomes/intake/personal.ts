/*
 * What must not be in a file of figures: who somebody is, or how to find them. Pure. Sentences never repeat what a cell
 * holds.
 */
import { fold } from '../../search/rules.ts';
import { findPersonal, type PersonalKind as ShapedKind } from '../personal-patterns.ts';
import { nameKey } from './numbers.ts';

export type PersonalKind = ShapedKind | 'person' | 'birth' | 'free-text';

const SENTENCES: Record<PersonalKind, string> = {
  'id-number': 'Ô này có số giấy tờ tùy thân.',
  phone: 'Ô này có số điện thoại.',
  plate: 'Ô này có biển số xe.',
  person: 'Ô này có tên người.',
  birth: 'Ô này có ngày sinh.',
  email: 'Ô này có thư điện tử.',
  'free-text': 'Ô này có lời kể dài. Trang chỉ nhận số và tên gọi ngắn.',
};
export const personalSentence = (kind: PersonalKind): string => SENTENCES[kind];

/** Where a text stands. */
export type Standing = {
  /** `title`: above the heads or below the rows; `number`: a column of counts or amounts; `known`: a column whose names are looked up. */
  place: 'title' | 'head' | 'month' | 'number' | 'known' | 'other';
  /** The head of its column; '' without. */
  header: string;
  /** Whether a text is a name or code of the registry or of what is counted. */
  isKnown: (text: string) => boolean;
};

/** A label is shorter than this many characters and words. */
const LABEL = { characters: 60, words: 12 };
const LONGEST_NAME = 160;

const HEADS: readonly (readonly [RegExp, PersonalKind])[] = [
  [/\b(?:cccd|cmnd|cmt|can cuoc|chung minh|so dinh danh|ho chieu|so giay to|ma dinh danh)\b/, 'id-number'],
  [/\b(?:dien thoai|sdt|so dt|di dong|hotline|zalo)\b/, 'phone'],
  [/\b(?:bien so|bien kiem soat|bks|bsx|so may|so khung)\b/, 'plate'],
  [
    /\b(?:ho ten|ho va ten|ho dem|ten nguoi|chu xe|chu phuong tien|lai xe|tai xe|nguoi lai|nguoi vi pham|nguoi dieu khien|nguoi gui|nguoi to giac|nguoi cung cap|ten chu)\b/,
    'person',
  ],
  [/\b(?:ngay sinh|nam sinh|sinh ngay|tuoi)\b/, 'birth'],
  [/\b(?:email|e mail|thu dien tu)\b/, 'email'],
];

/** Heads that count people or things are no names of them. */
const COUNTED = /^(?:so (?:nguoi|luong|vu|xe|luot|truong hop|tin|ca)|ty le|tong so|diem|tong diem)\b/;

/** Family names; those that are also other words ask for more. */
const FAMILY = new Set(
  `nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh đoàn mai tô trương lâm cao đào lưu hà
   tạ chu thái phùng kiều quách tống vương lương la triệu từ tăng thạch châu giang bạch khúc doãn nghiêm thân ninh mạc viên
   hứa diệp danh ong văn tôn lại mẫn cù kim lục nông hoa điểu y siu rơ ksor`
    .trim()
    .split(/\s+/),
);
const SURE_FAMILY = new Set('nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ ngô trịnh'.split(' '));
const SURE_FAMILY_BARE = new Set([...SURE_FAMILY].map(fold));
const FAMILY_BARE = new Set([...FAMILY].map(fold));
const MIDDLE = new Set(
  `văn thị đức hữu xuân ngọc quang minh thanh đình công bá trọng duy thế như hoài mạnh tiến việt anh hồng thu kim gia
   khánh phương bảo tuấn quốc hải đăng viết huy trung nhật tấn thành phúc ánh diệu mỹ cẩm bích tuyết lan mai thùy thúy yến`
    .trim()
    .split(/\s+/),
);
const MIDDLE_BARE = new Set([...MIDDLE].map(fold));
const MIDDLE_SURE = new Set(['văn', 'thị']);
/** Words before “văn” and “thị” that make another word of them. */
const NO_FAMILY = new Set([
  'đô',
  'siêu',
  'thành',
  'cận',
  'quản',
  'nhân',
  'ngữ',
  'công',
  'nếp',
  'thiên',
  'khu',
]);
/** Nguyễn V. An, Trần T.B. */
const SHORTENED = new RegExp(
  `^(?:${[...SURE_FAMILY].join('|')})\\s+(?:\\p{Lu}\\.\\s*)+\\p{Lu}?\\p{L}*$`,
  'iu',
);
/** Before the name of somebody. */
const BEFORE_PERSON =
  /(?:^|[\s,;:(])(?:ông|bà|anh|chị|em|cháu|cô|chú|bác|tài xế|lái xe|chủ xe|học sinh|đồng chí|đ\/c|đại tá|thượng tá|trung tá|thiếu tá|đại úy|thượng úy|trung úy|thiếu úy)[\s:]+$/iu;
/** Before a name that is not a person's. */
const BEFORE_PLACE =
  /(?:xã|phường|p\.|x\.|thị trấn|thị xã|tx\.?|tt\.?|huyện|quận|q\.|tỉnh|thành phố|tp\.?|đặc khu|đường|đ\.|phố|ngõ|ngách|hẻm|đại lộ|quốc lộ|tỉnh lộ|ql|tl|nút|nút giao|ngã ba|ngã tư|ngã năm|vòng xoay|cầu|hầm|bến|bến xe|chợ|ga|sân bay|cảng|công viên|quảng trường|khu|khu phố|khu dân cư|kdc|khu đô thị|kđt|khu công nghiệp|kcn|tổ dân phố|tdp|thôn|ấp|bản|làng|buôn|xóm|trường|thpt|thcs|ptth|tiểu học|th|mầm non|mẫu giáo|cao đẳng|đại học|học viện|trung tâm|chuyên|dân lập|công ty|cty|tnhh|cổ phần|cp|doanh nghiệp|dntn|hợp tác xã|htx|tập đoàn|nhà xe|bệnh viện|trạm|trạm y tế|ubnd|ủy ban nhân dân|công an|ban|sở|phòng|đội|đoàn|hội|chi đoàn|liên đội|bưu điện|nhà máy|kho|siêu thị|chùa|đền|nhà thờ|giáo xứ|tượng đài|tuyến|trục|số)\s*$/iu;

const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word);

/** The words of a text, with what stands before each. */
function wordsOf(text: string): { word: string; lower: string; before: string; gap: string }[] {
  const found = [...text.matchAll(/[\p{L}\p{M}]+/gu)];
  return found.map((match, at) => {
    const previous = found[at - 1];
    const end = previous ? previous.index + previous[0].length : 0;
    return {
      word: match[0],
      lower: match[0].toLowerCase(),
      before: text.slice(0, match.index),
      gap: text.slice(end, match.index),
    };
  });
}

/** Whether a run of words from one that is a family name reads like a person's name. */
function isPerson(run: readonly { lower: string }[], isAlone: boolean, isAfterTitle: boolean): boolean {
  const [family, ...others] = run.map(({ lower }) => lower);
  if (!FAMILY.has(family!) || others.length === 0 || others.length > 4) return false;
  if (isAfterTitle) return true;
  if (MIDDLE_SURE.has(others[0]!) && others.length >= 2) return true;
  if (others.length === 1) return isAlone && SURE_FAMILY.has(family!);
  if (SURE_FAMILY.has(family!)) return true;
  return MIDDLE.has(others[0]!) && isAlone;
}

function holdsPerson(text: string, header: string): boolean {
  const words = wordsOf(text);
  const headed = nameKey(header);
  const isOfPlaces =
    /\b(?:duong|pho|tuyen|dia ban|dia diem|noi|truong|don vi|xa|phuong|khu|cong ty|doanh nghiep)\b/.test(
      headed,
    );
  const isHeadline = words.length > 5 && text === text.toUpperCase();
  for (const [at, { before, lower }] of words.entries()) {
    const isAfterTitle = BEFORE_PERSON.test(before);
    // After “ông”, “tài xế” and the like any name is a person's.
    if (isAfterTitle && isCapital(words[at]!.word) && !/^(?:ty|an|dân)$/.test(lower)) return true;
    if (!FAMILY.has(lower) || !isCapital(words[at]!.word)) continue;
    if (BEFORE_PLACE.test(before)) continue;
    let end = at + 1;
    while (end < words.length && /^\s+$/.test(words[end]!.gap) && isCapital(words[end]!.word)) end += 1;
    const run = words.slice(at, end);
    // In a headline of capitals every word looks like a name: “XỬ LÝ VI PHẠM GIAO THÔNG”.
    if (isHeadline && !MIDDLE_SURE.has(run[1]?.lower ?? '')) continue;
    const isAlone = at === 0 && end === words.length;
    // In a heading every word is large: only a middle name that is nothing else tells.
    const previous = words[at - 1];
    const isWithin = previous !== undefined && /^\s+$/.test(words[at]!.gap) && isCapital(previous.word);
    if (isWithin && !MIDDLE_SURE.has(run[1]?.lower ?? '')) continue;
    if (lower === 'phạm' && run[1]?.lower === 'vi') continue;
    if (isAlone && isOfPlaces && !MIDDLE_SURE.has(run[1]?.lower ?? '')) continue;
    if (isPerson(run, isAlone, false)) return true;
  }
  // Families that are no word of the list, and middle names cut to a letter: only whole cells.
  if (SHORTENED.test(text)) return true;
  const [first, second] = words;
  if (
    (words.length === 3 || words.length === 4) &&
    words.every(({ word, gap }) => isCapital(word) && /^\s*$/.test(gap)) &&
    MIDDLE_SURE.has(second!.lower) &&
    !NO_FAMILY.has(first!.lower)
  )
    return true;
  // Typed without marks or without capitals: only whole cells, and only what is hardly anything else.
  const bare = words.map(({ word }) => fold(word));
  if (bare.length >= 3 && bare.length <= 5 && words.every(({ gap }) => /^[\s]*$/.test(gap))) {
    const [family, middle] = bare;
    if (FAMILY_BARE.has(family!) && (middle === 'van' || middle === 'thi')) return true;
    const isPlain = !/[^\p{ASCII}]/u.test(text);
    const isNamed = isPlain
      ? SURE_FAMILY_BARE.has(family!) && MIDDLE_BARE.has(middle!)
      : SURE_FAMILY.has(words[0]!.lower) && MIDDLE.has(words[1]!.lower);
    if (isNamed && !isOfPlaces) return true;
  }
  return false;
}

const BIRTH_WORDS = /\bsinh (?:ngay|nam)\b|\bngay sinh\b|\bnam sinh\b/;
const A_DAY = /(?<!\d)(?:(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{2})-(\d{2}))(?!\d)/g;
/** Days before it are nobody's figures here, but somebody's birth. */
const FIRST_YEAR = 2015;

/** A text as it is read: wide letters, unseen signs, brackets and the dashes of word processors told apart by nobody. */
const asRead = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/_/g, ' ')
    .replace(/\(0\)|[()]/g, ' ')
    .replace(/ +/g, ' ')
    .trim();

/** What a text holds that must not be here; null: nothing. */
export function judgeText(given: string, standing: Standing): PersonalKind | null {
  const found = judge(given, standing);
  if (found !== null || /^[\d.,]*$/.test(given)) return found;
  const read = asRead(given);
  // Number groups with blanks around their dashes, as plates are often typed: 51F - 123.45.
  const close = read.replace(/(?<=[\p{L}\d]) ?- ?(?=[\p{L}\d])/gu, '-');
  for (const text of new Set([read, close])) {
    const kind = text === given || standing.isKnown(given) ? null : judge(text, standing);
    if (kind) return kind;
  }
  return null;
}

function judge(text: string, { place, header, isKnown }: Standing): PersonalKind | null {
  if (text === '') return null;
  const isPlainNumber = /^\d[\d.,\s]*$/.test(text);
  if (place === 'number' && isPlainNumber) {
    // A number that begins with zero is a name for something, never an amount.
    if (/^0\d{9}$/.test(text)) return 'phone';
    return /^0\d{11}$/.test(text) ? 'id-number' : null;
  }
  if (place === 'head') {
    if (isKnown(text)) return null;
    const key = nameKey(text).replace(/\b(?:giay phep lai xe|khi lai xe)\b/g, ' ');
    const named = COUNTED.test(key) ? undefined : HEADS.find(([pattern]) => pattern.test(key));
    if (named) return named[1];
  }
  const shaped = findPersonal(text, 'files')[0];
  // Some codes of units look like plates.
  if (shaped) return shaped.kind === 'plate' && isKnown(text) ? null : shaped.kind;
  if (BIRTH_WORDS.test(fold(text))) return 'birth';
  if (place !== 'month')
    for (const [, , , year, otherYear] of text.matchAll(A_DAY)) {
      const given = Number(year ?? otherYear);
      if (given >= 1900 && given < FIRST_YEAR) return 'birth';
    }
  if (place === 'month' || isPlainNumber) return null;
  if (isKnown(text)) return null;
  if (holdsPerson(text, header)) return 'person';
  const longest =
    place === 'known' || place === 'title' || place === 'head' ? LONGEST_NAME : LABEL.characters;
  const isLong =
    text.length > longest ||
    (place === 'other' && text.split(/\s+/).length > LABEL.words) ||
    (place === 'other' && /\n.*\n/s.test(text));
  return isLong ? 'free-text' : null;
}

/** Whether the name of a file may be kept: it holds nothing of this. */
export const isHarmlessName = (fileName: string): boolean =>
  judgeText(
    fileName
      .replace(/\.[a-z]{3,4}$/i, '')
      .replace(/[_+]/g, ' ')
      .replace(/-(?=\p{L})|(?<=\p{L})-/gu, ' '),
    { place: 'title', header: '', isKnown: () => false },
  ) === null && !/(?<!\d)0\d{9,11}(?!\d)/.test(fileName.replace(/[\s._-]/g, ''));
