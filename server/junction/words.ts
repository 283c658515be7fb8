import type { Junction } from '#content/schema.ts';
import {
  armAt,
  armsOf,
  hasLights,
  hasSigns,
  leftOf,
  rightOf,
  SIREN_RANK,
  type Arm,
  type Vehicle,
} from './arms.ts';
import { footId, type Decided, type Step } from './decide.ts';

const KINDS: Record<Vehicle['kind'], string> = {
  motorbike: 'xe máy',
  bicycle: 'xe đạp',
  car: 'ô tô',
  truck: 'xe tải',
  bus: 'xe buýt',
  ambulance: 'xe cứu thương',
  'fire-engine': 'xe chữa cháy',
  'police-car': 'xe công an',
  'army-truck': 'xe quân sự',
};

/** Where an arm lies on the picture. */
const SIDES: Record<Arm, string> = { north: 'trên', east: 'phải', south: 'dưới', west: 'trái' };

/** Capital at the beginning of a sentence. */
export const sentence = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

/** `ô tô A`; who goes on foot: `người đi bộ`, with the side of the picture where there are two. */
export function nameOf(junction: Junction, id: string): string {
  const vehicle = junction.vehicles.find((each) => each.id === id);
  if (vehicle) return `${KINDS[vehicle.kind]} ${id}`;
  const arm = junction.pedestrians.find((_, index) => footId(index) === id)!;
  return junction.pedestrians.length > 1 ? `người đi bộ bên ${SIDES[arm]}` : 'người đi bộ';
}

/** `ô tô A, xe máy B và xe tải C` */
export const namesOf = (junction: Junction, ids: readonly string[]): string => listed(junction, ids, ' và ');

const listed = (junction: Junction, ids: readonly string[], lastJoin: string): string =>
  ids
    .map(
      (id, index) => (index > 0 ? (index === ids.length - 1 ? lastJoin : ', ') : '') + nameOf(junction, id),
    )
    .join('');

/** `Ô tô A, rồi xe máy B cùng xe tải C; xe đạp D dừng chờ`. Lists who goes, group after group, then who waits at a signal. */
export function orderWords(
  junction: Junction,
  { order, stopped }: { order: readonly (readonly string[])[]; stopped: readonly string[] },
): string {
  const groups = order.map((ids) => listed(junction, ids, ' cùng '));
  const waiting = stopped.length > 0 ? [`${namesOf(junction, stopped)} dừng chờ`] : [];
  return sentence([...(groups.length > 0 ? [groups.join(', rồi ')] : []), ...waiting].join('; '));
}

const LIGHTS = { none: '', green: 'xanh', yellow: 'vàng', red: 'đỏ' };
const TURNS = { left: 'rẽ trái', straight: 'đi thẳng', right: 'rẽ phải' };

/** Where a vehicle stands, as the officer sees it. */
function sideOfOfficer(facing: Arm, from: Arm): string {
  if (from === facing) return 'phía trước';
  if (from === rightOf(facing)) return 'bên trái';
  return from === leftOf(facing) ? 'bên phải' : 'phía sau';
}

/** The proof in sentences, one for each step. The provision a step rests on is to stand beside its sentence. */
export const proofWords = (
  junction: Junction,
  { proof, stopped }: Pick<Decided, 'proof' | 'stopped'>,
): string[] => proof.map((step) => stepWords(junction, step, stopped.includes(step.vehicle)));

function stepWords(junction: Junction, { vehicle: id, because }: Step, isStopped: boolean): string {
  const who = nameOf(junction, id);
  const other = because.over === undefined ? '' : nameOf(junction, because.over);
  const vehicle = junction.vehicles.find((each) => each.id === id);
  const behind = junction.vehicles.find((each) => each.id === because.over);
  const side = junction.officer && vehicle ? sideOfOfficer(junction.officer.facing, vehicle.from) : '';
  const told = isStopped ? 'dừng lại' : 'được đi';
  switch (because.rule) {
    case 'signal-order':
      return junction.officer
        ? `Đèn của ${who} ${LIGHTS[armAt(junction, vehicle!.from).light]}, nhưng hiệu lệnh của người điều khiển đứng trên đèn.`
        : `Biển đặt ${who} vào đường ${isStopped ? '' : 'không '}ưu tiên, nhưng đèn đứng trên biển.`;
    case 'officer-up':
      return `Người điều khiển giơ thẳng tay phải: mọi hướng dừng lại. ${sentence(who)} dừng.`;
    case 'officer-sides':
      return `Người điều khiển dang ngang tay. ${sentence(who)} ở ${side} người ấy nên ${told}.`;
    case 'officer-front':
      return `Người điều khiển giơ tay phải về phía trước. ${sentence(who)} ở ${side} người ấy${side === 'phía trước' ? TO_THE_FRONT[vehicle!.intention] : ` nên ${told}`}.`;
    case 'red':
      return `Đèn của ${who} đỏ nên ${who} dừng lại.`;
    case 'yellow':
      return `Đèn vàng, ${who} còn ở trước vạch nên dừng lại.`;
    case 'yellow-inside':
      return `Đèn vàng, nhưng ${who} đã qua vạch dừng nên được đi tiếp.`;
    case 'pedestrian-green':
      return `Đèn xanh, nhưng ${other} vẫn phải nhường ${who} đang qua đường.`;
    case 'pedestrian-turn':
      return `${sentence(other)} ${TURNS[behind!.intention]} nên phải nhường ${who}.`;
    case 'siren':
      return `${sentence(who)} đang phát tín hiệu ưu tiên nên ${other} nhường.`;
    case 'siren-rank':
      return `Cả hai xe đều phát tín hiệu. ${sentence(who)} đứng trên ${other} trong thứ tự xe ưu tiên.`;
    case 'minor-sign':
      return `Biển trước ${who} báo sắp gặp đường ưu tiên.`;
    case 'main-sign':
      return `Biển trước ${who} báo đường cắt ngang không ưu tiên.`;
    case 'main-road':
      return `${sentence(who)} đi trên đường ưu tiên nên ${other} nhường.`;
    case 'right-hand':
      return `${sentence(who)} đến từ bên phải của ${other} nên ${other} nhường.`;
    case 'ring-left':
      return `Trong vòng xuyến, ${who} đến từ bên trái của ${other}. ${sentence(other)} nhường.`;
    case 'oncoming':
      return `${sentence(other)} ${TURNS[behind!.intention]} nên phải nhường ${who} đi ngược chiều.`;
  }
}

/** What an arm held forward tells the traffic in front. */
const TO_THE_FRONT = {
  left: ', chỉ được rẽ phải, nên dừng lại',
  straight: ', chỉ được rẽ phải, nên dừng lại',
  right: ' và rẽ phải nên được đi',
};

/** What stands at the junction, in one or two sentences: what a question must say besides its picture. */
export function settingWords(junction: Junction): string {
  const place = armsOf(junction).length === 3 ? 'Ngã ba' : 'Ngã tư';
  const told = (isSuch: (vehicle: Vehicle) => boolean, what: string) => {
    const ids = junction.vehicles.filter(isSuch).map(({ id }) => id);
    return ids.length > 0 ? [`${sentence(namesOf(junction, ids))} ${what}.`] : [];
  };
  const isInRing = junction.layout === 'roundabout';
  return [
    `${place}${placeWords(junction)}`,
    ...told(({ signals }) => signals, 'đang phát tín hiệu ưu tiên'),
    ...told(({ kind, signals }) => SIREN_RANK[kind] !== undefined && !signals, 'không phát tín hiệu'),
    ...told(({ inside }) => inside, isInRing ? 'đã ở trong vòng xuyến' : 'đã qua vạch dừng'),
  ].join(' ');
}

function placeWords(junction: Junction): string {
  if (junction.layout === 'roundabout') return ' có báo hiệu vòng xuyến.';
  const isSigned = hasSigns(junction);
  if (junction.officer) {
    // From above a raised hand hides the arm: it is told.
    const raised = junction.officer.gesture === 'up' ? `, đang ${GESTURES.up}` : '';
    return ` có ${hasLights(junction) ? 'đèn, có ' : ''}người điều khiển giao thông${raised}.`;
  }
  if (hasLights(junction)) return isSigned ? ' có đèn và biển báo.' : ' có đèn.';
  return isSigned ? ' có biển báo.' : ' không có đèn, không có biển, các đường như nhau.';
}

const COMING: Record<Arm, string> = {
  north: 'từ trên xuống',
  east: 'từ phải sang',
  south: 'từ dưới lên',
  west: 'từ trái sang',
};
const SIGNS = {
  none: '',
  priority: 'biển giao với đường không ưu tiên',
  'give-way': 'biển giao với đường ưu tiên',
  stop: 'biển dừng lại',
};
const GESTURES = {
  up: 'giơ thẳng tay phải',
  sides: 'dang ngang hai tay',
  front: 'giơ tay phải về phía trước',
};

/** The picture in words, for those who do not see it: all that is drawn, nothing of the answer. */
export function pictureWords(junction: Junction): string {
  const arms = armsOf(junction).flatMap(({ name, light, sign }) => {
    const shown = [
      ...(light === 'none' ? [] : [`đèn ${LIGHTS[light]}`]),
      ...(sign === 'none' ? [] : [SIGNS[sign]]),
    ];
    return shown.length > 0 ? [`Nhánh ${SIDES[name]}: ${shown.join(', ')}.`] : [];
  });
  const { officer } = junction;
  const directs = officer
    ? [`Người điều khiển quay mặt về nhánh ${SIDES[officer.facing]}, ${GESTURES[officer.gesture]}.`]
    : [];
  const vehicles = junction.vehicles.map(
    (vehicle) =>
      `${sentence(nameOf(junction, vehicle.id))} ${COMING[vehicle.from]}, ${TURNS[vehicle.intention]}.`,
  );
  const feet = junction.pedestrians.map((arm) => `Có người đi bộ đang qua nhánh ${SIDES[arm]}.`);
  return [settingWords(junction), ...arms, ...directs, ...vehicles, ...feet].join(' ');
}
