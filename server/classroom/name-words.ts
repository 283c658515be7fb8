/*
 * What the name filter knows. Words stand as they are written with marks; names.ts folds them. Whoever adds one runs the
 * test beside, which counts real names that are hit.
 */

/**
 * Refused in every spelling of their letters, whatever the marks; the spellings after them are words of their own.
 * Written without marks.
 */
export const ANY_MARKS: Readonly<Record<string, readonly string[]>> = {
  lon: ['lớn'],
  loz: [],
  lol: [],
  lin: ['lin', 'lĩn'],
  cac: ['các', 'cạc'],
  kec: [],
  buoi: ['bưởi', 'buổi', 'bười'],
  dit: [],
  ngu: ['ngư', 'ngữ', 'ngự', 'ngủ', 'ngũ', 'ngụ'],
  deo: ['đeo', 'đèo', 'dẻo'],
  cut: [],
  veu: [],
  chich: [],
  trich: ['trích'],
  xoac: [],
  cave: [],
  parky: [],
  pede: [],
  bede: [],
  vailoz: [],
};

/** Refused where they stand with just these marks; without them they may be somebody's name. */
export const EXACT = `
  đĩ đỹ địt đệt đụ đù đéo éo đếch đếu đíu đách chó đần điên khùng dốt ngốc hâm khốn đểu láo lờ lìn
  cặc kẹc buồi dái đái cứt cức cục ỉa vú dú vếu bím háng dâm hiếp nứng chịch trịch xoạc phò điếm
  thằng đồ mày vãi béo lùn mập mù què câm xấu chết giết chém nghiện mọi mán khựa phắc fắc
  tồi rác
`
  .trim()
  .split(/\s+/);

const BAD = 'lồn lờ cặc kẹc buồi bùi dái cu cứt ngu chó'.split(' ');
const BEFORE = 'mặt vãi như cái con đầu bú liếm thằng đồ ăn củ xạo nứng óc não'.split(' ');
const INSULTS =
  'điên khùng đần dốt hâm khốn điếm đĩ phò lợn heo khỉ bò trâu béo lùn xấu mù què câm rác đểu nghiện mọi'.split(
    ' ',
  );
const PERSONS = 'thằng con đồ'.split(' ');
const ACTS = 'địt đụ đù đéo đ'.split(' ');
const RELATIVES = 'mẹ má bố cha bà cụ con'.split(' ');

/** Refused wherever they stand, with blanks or without, with all their marks, some or none. */
export const PHRASES = [
  ...BEFORE.flatMap((before) => BAD.map((bad) => `${before} ${bad}`)),
  ...PERSONS.flatMap((person) => INSULTS.map((insult) => `${person} ${insult}`)),
  ...ACTS.flatMap((act) => RELATIVES.map((relative) => `${act} ${relative}`)),
  ...`
  mẹ mày, má mày, bố mày, cha mày, ông nội mày, mẹ nó, mẹ kiếp, bố láo, tổ sư, tổ cha, chó đẻ, chó má, chó cái, chó ghẻ,
  óc bò, óc heo, óc lợn, não bò, não phẳng, đầu đất, đầu bò, trâu bò, súc vật, súc sinh, khốn nạn, khốn kiếp, vô học,
  mất dạy, mất nết, láo toét, dở hơi, bại não, thiểu năng, bệnh hoạn, biến thái, rác rưởi, rẻ rách, trẻ trâu, sửu nhi,
  xấu xí, mặt mo, mặt mẹt, gái điếm, gái gọi, làm đĩ, làm điếm, dâm đãng, dâm dục, dâm tặc, hiếp dâm, hãm hiếp, khiêu dâm,
  thủ dâm, cương cứng, quay tay, xuất tinh, phim heo, phim con heo, phim cấp ba, khỏa thân, khoả thân, cởi đồ, cởi truồng,
  bú cu, bú đi, hòn dái, vú to, mông to, bướm to, cu to, ỉa chảy, đái dầm, đánh rắm, địt cu, đéo biết, đéo chơi, ngu si,
  ngu dốt, ngu vl, ngu như, ăn cứt, phắc kiu, phắc diu, ma túy, ma tuý, cần sa, thuốc lắc, thuốc phiện, hút cần, hút chích,
  đập đá, hàng trắng, chết đi, chết mẹ, giết người, tự tử, tự sát, khủng bố, đánh bom, bê đê, pê đê, đồ bóng, bóng lộ, bùi đầu,
  xăng pha nhớt, ái nam ái nữ, ba que, tàu khựa, bắc kỳ, nam kỳ, mọi rợ, chích choác, xếp hình
  `
    .trim()
    .split(/,\s+/),
];

/** Words after which one letter stands for a rude word. */
export const BEFORE_LETTER = new Set('mặt vãi đầu óc củ cái'.split(' '));

/** Letters that stand for words; a whole name, or letters apart from its words. */
export const LETTER_CODES = new Set(
  `dm dmm dcm dcmm dkm dkmm dmcs dml dcml vl vcl vkl vcc vkm vlon vleu vloz vlz cl ccl clgt clm clmm cc cmm cmn cmnr cmnl cdm
   db lz sml wtf stfu omfg`.split(/\s+/),
);

/** What the letters of such codes are called. */
export const LETTER_NAMES: Readonly<Record<string, string>> = {
  bờ: 'b',
  bê: 'b',
  cờ: 'c',
  xê: 'c',
  đờ: 'd',
  đê: 'd',
  ka: 'k',
  lờ: 'l',
  mờ: 'm',
  ma: 'm',
  em: 'm',
  nờ: 'n',
  sờ: 's',
  vờ: 'v',
  vê: 'v',
};

/** Words of other languages, refused inside of anything. */
export const FOREIGN =
  `fuck fuk fvck shit bitch biatch asshole pussy nigg porn xnxx xxx sex stupid idiot heroin
  cocain ketamin penis vagina whore slut wtf stfu`.split(/\s+/);
/** Refused only as a word of their own. */
export const FOREIGN_WORDS = new Set('fuc phuck phuk dick damn noob cock cunt rape ass'.split(' '));

/** Places where people are found. */
export const PLACES = `zalo facebook tiktok insta gmail telegram youtube discord www http chamcom`.split(
  /\s+/,
);
export const PLACE_WORDS = new Set('fb ib kb zl tele face link inbox'.split(' '));

/** Family names that open a whole name. */
export const FAMILY_NAMES = new Set(
  `nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh đoàn mai tô trương lâm cao`.split(
    ' ',
  ),
);

/** Letters of other alphabets and of typographers that look like one of ours; lower case. */
export const LOOKALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'aаαᴀɑ',
    'bвβʙьƅ',
    'cсϲᴄ',
    'dԁᴅɗ',
    'eеεєᴇё',
    'fƒꜰ',
    'gɡɢ',
    'hһнʜ',
    'iіιɪıї',
    'jјᴊ',
    'kкκĸᴋ',
    'lӏʟłⅼ',
    'mмᴍ',
    'nпηɴиո',
    'oоοσᴏøօ',
    'pрρᴘ',
    'qԛ',
    'rгʀ',
    'sѕꜱʂ',
    'tтτᴛ',
    'uυᴜцս',
    'vνᴠѵ',
    'wωᴡѡш',
    'xхχ',
    'yуγʏү',
    'zᴢʐ',
  ].flatMap(([ours, ...others]) => others.map((other) => [other, ours!] as const)),
);

/** What digits and signs stand for between letters; the two readings of 1, ! and |. */
export const SIGNS: readonly Readonly<Record<string, string>>[] = [
  ...['i', 'l'].map((stroke) => ({
    ...{
      '0': 'o',
      '1': stroke,
      '2': 'z',
      '3': 'e',
      '4': 'a',
      '5': 's',
      '6': 'g',
      '7': 't',
      '8': 'b',
      '9': 'g',
    },
    ...{ '@': 'a', $: 's', '!': stroke, '|': stroke, '€': 'e', '£': 'l', '+': 't', '¥': 'y', '¢': 'c' },
  })),
];
