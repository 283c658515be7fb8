import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encoderFor } from '#tests/support/legacy-encode.ts';
import { decodeText } from './decode.ts';
import { decodeTcvn3, decodeVni, TCVN3 } from './legacy.ts';
import { isSyllable } from './syllable.ts';

/** Bytes of a text of which every character is a byte. */
const bytesOf = (latin: string): Uint8Array => Uint8Array.from(latin, (char) => char.charCodeAt(0));

/** Words as a reader without the fonts sees them: TCVN3, VNI, and what is meant. Written down by hand, not made by the tables. */
const WORDS: readonly (readonly [tcvn3: string, vni: string, meant: string])[] = [
  ['ViÖt', 'Vieät', 'Việt'],
  ['Hµ', 'Haø', 'Hà'],
  ['Néi', 'Noäi', 'Nội'],
  ['®­êng', 'ñöôøng', 'đường'],
  ['bé', 'boä', 'bộ'],
  ['giao', 'giao', 'giao'],
  ['th«ng', 'thoâng', 'thông'],
  ['an', 'an', 'an'],
  ['toµn', 'toaøn', 'toàn'],
  ['®Ìn', 'ñeøn', 'đèn'],
  ['®á', 'ñoû', 'đỏ'],
  ['xanh', 'xanh', 'xanh'],
  ['vµng', 'vaøng', 'vàng'],
  ['ng­êi', 'ngöôøi', 'người'],
  ['®i', 'ñi', 'đi'],
  ['xe', 'xe', 'xe'],
  ['m¸y', 'maùy', 'máy'],
  ['®¹p', 'ñaïp', 'đạp'],
  ['« t«', 'oâ toâ', 'ô tô'],
  ['biÓn', 'bieån', 'biển'],
  ['b¸o', 'baùo', 'báo'],
  ['hiÖu', 'hieäu', 'hiệu'],
  ['cÊm', 'caám', 'cấm'],
  ['v¹ch', 'vaïch', 'vạch'],
  ['kÎ', 'keû', 'kẻ'],
  ['vØa', 'væa', 'vỉa'],
  ['hÌ', 'heø', 'hè'],
  ['phè', 'phoá', 'phố'],
  ['tèc', 'toác', 'tốc'],
  ['®é', 'ñoä', 'độ'],
  ['mò', 'muõ', 'mũ'],
  ['b¶o', 'baûo', 'bảo'],
  ['hiÓm', 'hieåm', 'hiểm'],
  ['dõng', 'döøng', 'dừng'],
  ['l¹i', 'laïi', 'lại'],
  ['nh­êng', 'nhöôøng', 'nhường'],
  ['rÏ', 'reõ', 'rẽ'],
  ['tr¸i', 'traùi', 'trái'],
  ['ph¶i', 'phaûi', 'phải'],
  ['quan s¸t', 'quan saùt', 'quan sát'],
  ['trÎ', 'treû', 'trẻ'],
  ['em', 'em', 'em'],
  ['tr­êng', 'tröôøng', 'trường'],
  ['häc', 'hoïc', 'học'],
  ['sinh', 'sinh', 'sinh'],
  ['ngâ', 'ngoõ', 'ngõ'],
  ['ng· t­', 'ngaõ tö', 'ngã tư'],
  ['kh«ng', 'khoâng', 'không'],
  ['®­îc', 'ñöôïc', 'được'],
  ['v­ît', 'vöôït', 'vượt'],
  ['ngùa', 'ngöïa', 'ngựa'],
  ['chë', 'chôû', 'chở'],
  ['gi÷a', 'giöõa', 'giữa'],
  ['göi', 'göûi', 'gửi'],
  ['c©u', 'caâu', 'câu'],
  ['hái', 'hoûi', 'hỏi'],
  ['lªn', 'leân', 'lên'],
  ['ch¹y', 'chaïy', 'chạy'],
  ['ký', 'kyù', 'ký'],
  ['kü', 'kyõ', 'kỹ'],
  ['Kú', 'Kyø', 'Kỳ'],
  ['thñy', 'thuûy', 'thủy'],
  ['gç', 'goã', 'gỗ'],
  ['cæng', 'coång', 'cổng'],
  ['b»ng', 'baèng', 'bằng'],
  ['th¼ng', 'thaúng', 'thẳng'],
  ['n½m', 'naüm', 'nẵm'],
  ['th¾ng', 'thaéng', 'thắng'],
  ['mÆt', 'maët', 'mặt'],
  ['tÇm', 'taàm', 'tầm'],
  ['cÈn', 'caån', 'cẩn'],
  ['vÉn', 'vaãn', 'vẫn'],
  ['chËm', 'chaäm', 'chậm'],
  ['xÐt', 'xeùt', 'xét'],
  ['hÑp', 'heïp', 'hẹp'],
  ['vÒ', 'veà', 'về'],
  ['dÔ', 'deã', 'dễ'],
  ['ghÕ', 'gheá', 'ghế'],
  ['×', 'ì', 'ì'],
  ['nghÜ', 'nghó', 'nghĩ'],
  ['tÝn', 'tín', 'tín'],
  ['bÞ', 'bò', 'bị'],
  ['trßn', 'troøn', 'tròn'],
  ['cã', 'coù', 'có'],
  ['nãn', 'noùn', 'nón'],
  ['håi', 'hoài', 'hồi'],
  ['lín', 'lôùn', 'lớn'],
  ['ì', 'ôõ', 'ỡ'],
  ['®ît', 'ñôït', 'đợt'],
  ['ïn', 'uøn', 'ùn'],
  ['ñng', 'uûng', 'ủng'],
  ['sóng', 'suùng', 'súng'],
  ['tôc', 'tuïc', 'tục'],
  ['tõ', 'töø', 'từ'],
  ['thø', 'thöù', 'thứ'],
  ['tû', 'tyû', 'tỷ'],
  ['tþ', 'tî', 'tỵ'],
  ['§­êng', 'Ñöôøng', 'Đường'],
  ['¡n', 'AÊn', 'Ăn'],
  ['¢m', 'AÂm', 'Âm'],
  ['£m', 'EÂm', 'Êm'],
  ['¥n', 'Ôn', 'Ơn'],
  ['¦u', 'Öu', 'Ưu'],
  ['¤', 'OÂ', 'Ô'],
  ['n¨m', 'naêm', 'năm'],
  ['c¬', 'cô', 'cơ'],
];

describe('known words', () => {
  test.each(WORDS)('%s and %s are %s', (tcvn3, vni, meant) => {
    expect(decodeTcvn3(bytesOf(tcvn3))).toBe(meant);
    expect(decodeVni(bytesOf(vni))).toBe(meant);
  });

  test('together use every letter of both tables', () => {
    const letters = new Set(WORDS.map(([, , meant]) => meant).join(''));
    expect([...TCVN3.values()].filter((letter) => !letters.has(letter))).toEqual([]);
  });
});

test('headings in the capitals of the ABC fonts become capitals', () => {
  expect(decodeTcvn3(bytesOf('§Ò KIÓM TRA\n§· häc'))).toBe('ĐỀ KIỂM TRA\nĐã học');
  expect(decodeTcvn3(bytesOf('§¦êNG bé'))).toBe('ĐƯỜNG bộ');
});

test('capital letters of VNI have capital marks, or small ones', () => {
  expect(decodeVni(bytesOf('ÑÖÔØNG BOÄ, AÙnh, Aùnh'))).toBe('ĐƯỜNG BỘ, Ánh, Ánh');
});

const SENTENCE =
  'khi đi bộ sang đường, bạn phải quan sát cả hai phía, đi đúng vạch kẻ đường và tuân thủ tín hiệu đèn giao thông';

describe('the encoding of a sentence is recognised', () => {
  const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'));
  const swapped = (bytes: Uint8Array): Uint8Array => new Uint8Array(Buffer.from(bytes).swap16());
  const marked = (mark: readonly number[], bytes: Uint8Array) => Uint8Array.from([...mark, ...bytes]);
  const windows1258 = encoderFor((bytes) => new TextDecoder('windows-1258').decode(bytes).normalize('NFC'));
  const utf8 = new TextEncoder().encode(SENTENCE);
  const cases: readonly [name: string, bytes: Uint8Array, hasMark: boolean, sureness: string][] = [
    ['utf-8', utf8, false, 'certain'],
    ['utf-8', marked([0xef, 0xbb, 0xbf], utf8), true, 'certain'],
    ['utf-16le', utf16(SENTENCE), false, 'likely'],
    ['utf-16be', swapped(utf16(SENTENCE)), false, 'likely'],
    ['utf-16le', marked([0xff, 0xfe], utf16(SENTENCE)), true, 'certain'],
    ['utf-16be', marked([0xfe, 0xff], swapped(utf16(SENTENCE))), true, 'certain'],
    ['tcvn3', encoderFor(decodeTcvn3)(SENTENCE), false, 'likely'],
    ['vni', encoderFor(decodeVni)(SENTENCE), false, 'likely'],
    ['windows-1258', windows1258(SENTENCE), false, 'likely'],
  ];
  test.each(cases)('%s', (name, bytes, hasMark, sureness) => {
    expect(decodeText(bytes)).toEqual({
      ok: true,
      text: SENTENCE,
      encoding: { name, hasMark, sureness },
    });
  });

  test('and of a few words it is a guess', () => {
    const decoded = decodeText(encoderFor(decodeTcvn3)('đường bộ'));
    expect(decoded).toMatchObject({ ok: true, encoding: { name: 'tcvn3', sureness: 'guess' } });
  });
});

test('any Vietnamese text in small letters comes back from both legacy encodings', () => {
  const letter = fc.constantFrom(
    ...'aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ0123 .,?',
  );
  const [tcvn3, vni] = [encoderFor(decodeTcvn3), encoderFor(decodeVni)];
  fc.assert(
    fc.property(fc.string({ unit: letter, maxLength: 80 }), (text) => {
      expect(decodeTcvn3(tcvn3(text))).toBe(text);
      expect(decodeVni(vni(text))).toBe(text);
    }),
  );
});

test('what is no text, or in no known encoding, is refused', () => {
  expect(decodeText(Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0, 1, 2, 3, 4]))).toEqual({
    ok: false,
    reason: 'NOT_TEXT',
  });
  expect(decodeText(bytesOf('\xe0\xe9\xff\xd0 \xe3\xd7\xfd\xf0 \xa3\xdf\xe8 \xa0\xa4\xbf\xc0'))).toEqual({
    ok: false,
    reason: 'UNKNOWN',
  });
});

test('a few broken bytes leave the rest of a UTF-8 file readable', () => {
  const bytes = Uint8Array.from([...new TextEncoder().encode(SENTENCE), 0xe1, 0x20]);
  expect(decodeText(bytes)).toMatchObject({
    ok: true,
    text: `${SENTENCE}\ufffd `,
    encoding: { name: 'utf-8', sureness: 'guess' },
  });
});

test('syllables are told from letters in a heap', () => {
  expect(
    'nghiêng quyển giữa thuở khuỷu đường yêu oà bị ưu ngoằn'.split(' ').filter((word) => !isSyllable(word)),
  ).toEqual([]);
  expect('®­êng thoâng ñöôøng đườg xyz ắt́ brông'.split(' ').filter(isSyllable)).toEqual([]);
});
