/** What one behaviour asks of a recording, besides what all do. */
export type BehaviourNeeds = {
  /** A still picture cannot show it. */
  isMotion: boolean;
  /** Only police can establish it (an age, an alcohol level, a speed): what people see is a sign. */
  isMeasured: boolean;
  /** The act itself takes the plate out of sight. */
  hidesPlate: boolean;
};

/** Guides whose act a photo shows as well as a film. */
const STILL = [
  'cho-hang-qua-kho',
  'cho-qua-tai',
  'chua-du-tuoi-lai-xe',
  'coi-noi-thung-xe',
  'dung-do-sai-quy-dinh',
  'ghe-an-toan-cho-tre-em',
  'xe-khach-cho-qua-nguoi',
  'xe-nha-cho-khach-thu-tien',
  'xe-thieu-dieu-kien-kinh-doanh',
];
/** Guides that say themselves: the eye sees a sign only. */
const MEASURED = [
  'cho-qua-so-nguoi-xe-may',
  'cho-qua-tai',
  'chua-du-tuoi-lai-xe',
  'ghe-an-toan-cho-tre-em',
  'giao-xe-cho-nguoi-chua-du-dieu-kien',
  'nong-do-con',
  'qua-toc-do',
];
const HIDES_PLATE = ['che-bien-so'];

/** Guides named in the tables above, for the check that each exists. */
export const GUIDES_WITH_NEEDS: readonly string[] = [...new Set([...STILL, ...MEASURED, ...HIDES_PLATE])];

/** What the behaviour of a guide asks of a recording. An unknown guide is taken as one of movement. */
export const needsOf = (guide: string): BehaviourNeeds => ({
  isMotion: !STILL.includes(guide),
  isMeasured: MEASURED.includes(guide),
  hidesPlate: HIDES_PLATE.includes(guide),
});

/** The question of the coach at which a line of a guide's `record` list helps. */
export type RecordTopic = 'picture' | 'plate' | 'place' | 'time' | 'conduct';

const TOPICS: readonly (readonly [RecordTopic, RegExp])[] = [
  ['conduct', /^không (quay|phóng to|hướng)/iu],
  ['plate', /^((vài )?biển số|không có biển thì mọi thứ|loại xe và biển số)/iu],
  ['place', /^(tên (phố|hai con đường|đường)|số nhà|cột (mốc|ki lô mét)|nơi xe đi ra|xe chạy từ đâu)/iu],
  ['time', /^(giờ|đồng hồ)/iu],
];

/** Sorts the lines of a guide's `record` list by the question they belong to; what is in the picture is the rest. */
export function sortRecord(lines: readonly string[]): Record<RecordTopic, string[]> {
  const sorted: Record<RecordTopic, string[]> = { picture: [], plate: [], place: [], time: [], conduct: [] };
  for (const line of lines)
    sorted[TOPICS.find(([, pattern]) => pattern.test(line.normalize('NFC')))?.[0] ?? 'picture'].push(line);
  return sorted;
}
