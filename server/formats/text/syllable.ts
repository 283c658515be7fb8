/** How Vietnamese spells: a beginning, a nucleus and an end, with one tone at most. */
const SYLLABLE = new RegExp(
  '^(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?' +
    '(?:uyê|uya|uyu|uây|uôi|uêu|uao|oai|oao|oay|oeo|iêu|yêu|ươi|ươu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi|' +
    'ua|uâ|uă|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|[aăâeêioôơuưy])' +
    '(?:ch|nh|ng|[cmnpt])?$',
  'u',
);
/** Grave, acute, tilde, hook above, dot below. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/**
 * Whether a word is spelled as a Vietnamese syllable can be. Bytes read by the wrong table hardly ever make one, which is how
 * the legacy encodings are told apart.
 */
export function isSyllable(word: string): boolean {
  const parts = word.normalize('NFD').toLowerCase();
  const tones = parts.match(TONES)?.length ?? 0;
  return tones <= 1 && SYLLABLE.test(parts.replace(TONES, '').normalize('NFC'));
}
