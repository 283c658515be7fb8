/** Animals somebody can be in a game, by the name kept. */
export const ANIMALS: Readonly<Record<string, string>> = {
  'ba-ba': 'Ba ba',
  'bao-dom': 'Báo đốm',
  'bo-cau': 'Bồ câu',
  'bo-ngua': 'Bọ ngựa',
  'bo-rua': 'Bọ rùa',
  'bo-tot': 'Bò tót',
  buom: 'Bướm',
  'ca-heo': 'Cá heo',
  'ca-ngua': 'Cá ngựa',
  'ca-voi': 'Cá voi',
  cao: 'Cáo',
  'chao-mao': 'Chào mào',
  'chich-choe': 'Chích chòe',
  'chim-canh-cut': 'Chim cánh cụt',
  'chim-sau': 'Chim sâu',
  'chim-se': 'Chim sẻ',
  'chuon-chuon': 'Chuồn chuồn',
  'co-trang': 'Cò trắng',
  cong: 'Công',
  'cu-meo': 'Cú mèo',
  cua: 'Cua',
  cuu: 'Cừu',
  'dai-bang': 'Đại bàng',
  'de-men': 'Dế mèn',
  'de-nui': 'Dê núi',
  ech: 'Ếch',
  'gau-ngua': 'Gấu ngựa',
  'gau-truc': 'Gấu trúc',
  'ha-ma': 'Hà mã',
  hac: 'Hạc',
  'hai-cau': 'Hải cẩu',
  'hai-ly': 'Hải ly',
  hau: 'Hàu',
  ho: 'Hổ',
  'hoa-mi': 'Họa mi',
  'hong-hac': 'Hồng hạc',
  'huou-cao-co': 'Hươu cao cổ',
  'huou-sao': 'Hươu sao',
  kien: 'Kiến',
  'lac-da': 'Lạc đà',
  meo: 'Mèo',
  muc: 'Mực',
  nai: 'Nai',
  'ngua-van': 'Ngựa vằn',
  nhim: 'Nhím',
  'oc-sen': 'Ốc sên',
  'ong-mat': 'Ong mật',
  'rai-ca': 'Rái cá',
  'rua-bien': 'Rùa biển',
  'san-ho': 'San hô',
  'sao-bien': 'Sao biển',
  'sao-la': 'Sao la',
  soc: 'Sóc',
  'son-ca': 'Sơn ca',
  'su-tu': 'Sư tử',
  'tac-ke': 'Tắc kè',
  'te-giac': 'Tê giác',
  tho: 'Thỏ',
  'thien-nga': 'Thiên nga',
  tom: 'Tôm',
  trau: 'Trâu',
  vet: 'Vẹt',
  voi: 'Voi',
  vooc: 'Voọc',
};
const NAMES = Object.keys(ANIMALS);

/** Seat numbers of one game go to this at most. */
export const MAX_SEATS = 3000;

/** How many animals a game has room for; a class of any size finds one for each. */
export const animalCount = (seats: number): number => Math.max(NAMES.length, seats);

/**
 * The animal at a place; when all have been given out once they come again with a number: `meo`, `meo-2`.
 * @param place from 0, below {@link animalCount}
 */
export function animalAt(place: number): string {
  const round = Math.floor(place / NAMES.length);
  const name = NAMES[place % NAMES.length]!;
  return round === 0 ? name : `${name}-${round + 1}`;
}

/** Whether a seat as kept exists in a game of so many seats: a number, or an animal. */
export function isSeat(seat: string, seats: number): boolean {
  if (/^[1-9]\d{0,3}$/.test(seat)) return Number(seat) <= seats;
  const at = placeOfAnimal(seat);
  return at !== null && at < animalCount(seats) && animalAt(at) === seat;
}

function placeOfAnimal(seat: string): number | null {
  const [, name, round] = /^([a-z]+(?:-[a-z]+)*)(?:-([1-9]\d{0,2}))?$/.exec(seat) ?? [];
  const place = name === undefined ? -1 : NAMES.indexOf(name);
  return place < 0 ? null : place + (Number(round ?? 1) - 1) * NAMES.length;
}

/** A seat in words: “Số 17”, “Mèo”, “Mèo 2”. */
export function seatName(seat: string): string {
  const place = placeOfAnimal(seat);
  if (place === null) return `Số ${seat}`;
  const round = Math.floor(place / NAMES.length);
  const name = ANIMALS[NAMES[place % NAMES.length]!]!;
  return round === 0 ? name : `${name} ${round + 1}`;
}

/**
 * The team of a seat, from 1; everybody of a class finds the same without asking anybody.
 * @param teams 0: no teams, null
 */
export function teamOf(seat: string, teams: number): number | null {
  if (teams === 0) return null;
  return ((placeOfAnimal(seat) ?? Number(seat) - 1) % teams) + 1;
}

/** Order of seats: numbers first, then animals. */
export function bySeat(a: string, b: string): number {
  const [numberA, numberB] = [Number(a), Number(b)];
  if (Number.isNaN(numberA) !== Number.isNaN(numberB)) return Number.isNaN(numberA) ? 1 : -1;
  return Number.isNaN(numberA) ? (a < b ? -1 : 1) : numberA - numberB;
}
