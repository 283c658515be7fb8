import { describe, expect, it } from 'vitest';
import {
  assess,
  DEADLINE_NEAR_DAYS,
  FILE_TIME_TOLERANCE_MINUTES,
  isJudging,
  isWholePlate,
  lastDayOf,
  messageOf,
  NO_ANSWERS,
  readAccount,
  readPlace,
  SHORT_FILM_SECONDS,
  sortRecord,
  type Answers,
  type FileFacts,
} from './rules.ts';

const today = { day: '2026-11-21', limitationYears: 1 };

const answers = (change: Partial<Answers> = {}): Answers => ({
  ...NO_ANSWERS,
  guide: 'di-nguoc-chieu',
  title: 'Đi ngược chiều',
  situation: 'over',
  medium: 'video-whole',
  seen: 'clear',
  account: 'Xe đi vào đường có biển P.102, chạy ngược hướng các xe khác.',
  plate: 'clear',
  plateText: '82A-123.45',
  vehicle: 'xe máy',
  colour: 'đỏ',
  day: '2026-11-20',
  clock: '07:30',
  road: 'Trần Phú',
  point: 'số 45',
  commune: 'phường Kon Tum',
  province: 'Quảng Ngãi',
  original: 'untouched',
  holder: 'passenger',
  ...change,
});
const film = (change: Partial<FileFacts> = {}): FileFacts => ({
  kind: 'video',
  bytes: 5_000_000,
  takenAt: '2026-11-20T07:30',
  takenFrom: 'video',
  durationSeconds: 20,
  hasLocation: false,
  software: null,
  ...change,
});
const missing = (change: Partial<Answers>) =>
  assess(answers(change), today).missing.map(({ what, why }) => `${what}: ${why}`);
const warned = (change: Partial<Answers>) => assess(answers(change), today).warnings.map(({ id }) => id);

describe('readiness', () => {
  it('is reached when nothing of the lists is missing', () => {
    expect(assess(answers(), today)).toMatchObject({ isReady: true, missing: [], warnings: [] });
  });

  it('is far from an empty page, and every missing thing says where that stands', () => {
    const { isReady, missing: gaps } = assess(NO_ANSWERS, today);
    expect(isReady).toBe(false);
    expect(gaps.length).toBeGreaterThanOrEqual(14);
    for (const { sources } of gaps) expect(sources.length).toBeGreaterThan(0);
  });

  it('does not hang on who filmed: that is a danger to people, not a fault of the picture', () => {
    const driver = assess(answers({ holder: 'driver' }), today);
    expect(driver.isReady).toBe(true);
    expect(driver.warnings).toEqual([{ id: 'driver-filmed', weight: 'danger' }]);
  });

  it('asks of a still picture only what stands still', () => {
    expect(missing({ medium: 'photos' })).toEqual(['medium: still']);
    expect(missing({ medium: 'photos', guide: 'dung-do-sai-quy-dinh' })).toEqual([]);
  });

  it('takes a sign for a sign where only police can measure', () => {
    expect(missing({ seen: 'partly' })).toEqual(['content: partly']);
    expect(missing({ seen: 'partly', guide: 'nong-do-con' })).toEqual([]);
    expect(missing({ seen: 'no', guide: 'nong-do-con' })).toEqual(['content: no']);
  });

  it('asks for marks of the vehicle where the act hides the plate', () => {
    const hidden = { guide: 'che-bien-so', plate: 'unreadable', plateText: '' } as const;
    expect(missing(hidden)).toEqual(['features: open']);
    expect(missing({ ...hidden, features: 'tem ngôi sao' })).toEqual([]);
  });

  it('asks nothing about a file where there is none', () => {
    expect(missing({ medium: 'none', seen: null, original: null, holder: null })).toEqual(['medium: none']);
  });
});

describe('time', () => {
  it('may be punished for a year, the same day included', () => {
    expect(lastDayOf('2025-11-21', 1)).toBe('2026-11-21');
    expect(lastDayOf('2024-02-29', 1)).toBe('2025-02-28');
    expect(missing({ day: '2025-11-20' })).toEqual(['limitation: over']);
    expect(missing({ day: '2025-11-21' })).toEqual([]);
    expect(missing({ day: '2025-11-22' })).toEqual([]);
  });

  it('is not counted where the law gives no period', () => {
    const old = assess(answers({ day: '2019-01-01' }), { ...today, limitationYears: null });
    expect(old.missing).toEqual([]);
    expect(old.lastDay).toBeNull();
  });

  it(`is said to run out ${DEADLINE_NEAR_DAYS} days before its end`, () => {
    expect(warned({ day: '2025-12-20' })).toEqual(['deadline-near']);
    expect(warned({ day: '2025-12-21' })).toEqual(['deadline-near']);
    expect(warned({ day: '2025-12-22' })).toEqual([]);
  });

  it('cannot lie ahead', () => {
    expect(missing({ day: '2026-11-21' })).toEqual([]);
    expect(missing({ day: '2026-11-22' })).toEqual(['day: future']);
  });

  it('is an hour as well as a day', () => {
    expect(missing({ clock: '' })).toEqual(['hour: open']);
    expect(missing({ clock: '24:00' })).toEqual(['hour: open']);
    expect(missing({ day: 'hôm qua' })).toEqual(['day: open']);
  });
});

describe('a file', () => {
  it.each([
    [FILE_TIME_TOLERANCE_MINUTES - 1, []],
    [FILE_TIME_TOLERANCE_MINUTES, []],
    [FILE_TIME_TOLERANCE_MINUTES + 1, ['file-time']],
    // A camera that writes local time where UTC belongs.
    [7 * 60, []],
  ])('may be %i minutes off: %j', (minutes, expected) => {
    const takenAt = new Date(Date.parse('2026-11-20T07:30:00Z') + minutes * 60_000)
      .toISOString()
      .slice(0, 16);
    expect(warned({ file: film({ takenAt }) })).toEqual(expected);
  });

  it('may be written later than what it shows, but not before', () => {
    expect(warned({ file: film({ takenFrom: 'modified', takenAt: '2026-11-21T09:00' }) })).toEqual([]);
    expect(warned({ file: film({ takenFrom: 'modified', takenAt: '2026-11-19T09:00' }) })).toEqual([
      'file-time',
    ]);
  });

  it.each([
    [SHORT_FILM_SECONDS - 0.1, ['file-short']],
    [SHORT_FILM_SECONDS, []],
    [SHORT_FILM_SECONDS + 0.1, []],
  ])('of %f seconds: %j', (durationSeconds, expected) => {
    expect(warned({ file: film({ durationSeconds }) })).toEqual(expected);
  });

  it('that is empty, no picture, edited or carries a place is pointed out', () => {
    expect(warned({ file: film({ bytes: 0 }) })).toEqual(['file-empty']);
    expect(warned({ file: film({ kind: 'other', takenAt: null, takenFrom: null }) })).toEqual(['file-kind']);
    expect(warned({ file: film({ software: 'Adobe Photoshop 25' }) })).toEqual(['file-edited']);
    expect(warned({ original: 'copy-kept', file: film({ software: 'Adobe Photoshop 25' }) })).toEqual([]);
    expect(warned({ file: film({ hasLocation: true }) })).toEqual(['file-location']);
  });
});

// Written after the rules, in words that stand neither in them nor in the synthetic cases.
describe('words of life', () => {
  it.each([
    'Kim Mã',
    'đường Cầu Giấy',
    'phố Hàng Bài',
    'duong Lang',
    'QL 1',
    'đường ven biển Hạ Long',
    'Ngô Gia Tự',
    'đường tránh Huế',
    'DT 743',
    'phố Chợ Gạo',
    'Hoàng Sa',
    'đường 30/4',
    'Võ Văn Kiệt',
    'Trường Chinh',
  ])('“%s” is a road', (road) => {
    expect(readPlace({ road, point: '', commune: '', province: '' }).road).toBe(true);
  });

  it.each(['', 'đường quê', 'con đường trước nhà', 'không nhớ tên', 'đường gì không rõ', 'khong biet'])(
    '“%s” is no road one could find',
    (road) => expect(readPlace({ road, point: '', commune: '', province: '' }).road).toBe(false),
  );

  it.each([
    'chân cầu Sài Gòn',
    'hẻm 51',
    'ngách 12/7',
    'km số 5',
    'gần trạm thu phí',
    'cổng Vincom',
    'trước số 9',
    'lối ra IC.4',
    'ngã ba Vũng Tàu',
    'vòng xoay Lý Thái Tổ',
    'cot km 12',
    'đối diện Ga Huế',
  ])('“%s” is a point', (point) => {
    expect(readPlace({ road: 'Kim Mã', point, commune: '', province: '' }).point).toBe(true);
  });

  it.each(['', 'ngã ba', 'trước cửa hàng', 'cách cầu khoảng 500 m', 'bên phải', 'đầu đường', 'gần cây cầu'])(
    '“%s” is no point',
    (point) => expect(readPlace({ road: 'Kim Mã', point, commune: '', province: '' }).point).toBe(false),
  );

  it.each([
    '51F-123.45',
    '30 E 1 2 3 4 5',
    '59-T1 999.99',
    '15C12345',
    '29-MĐ1 234.56',
    'KC-12-34',
    '41-291-NN-05',
  ])('“%s” is a whole plate', (plate) => expect(isWholePlate(plate)).toBe(true));
  it.each(['', '51F', '51F-12', '51F-123.4?', 'số cuối 99', '51F-1...5', 'mờ quá'])('“%s” is not', (plate) =>
    expect(isWholePlate(plate)).toBe(false),
  );
  it('of several plates one whole one is enough', () => {
    expect(isWholePlate('59T1-99?.99, 59-T1 999.99')).toBe(true);
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['Đi ngược chiều.', 'name-only'],
    ['di nguoc chieu', 'name-only'],
    ['lái xe vô ý thức, mong công an phạt nặng', 'vague'],
    ['Xe tải màu xanh quay đầu ngay dưới chân cầu, hai xe máy phải phanh.', 'told'],
    ['xe tai mau xanh quay dau duoi chan cau hai xe may phai phanh', 'told'],
  ] as const)('“%s” tells: %s', (text, expected) => {
    expect(readAccount(text, 'Đi ngược chiều')).toBe(expected);
  });

  it('an insult is heard, a word that looks like one is not', () => {
    expect(isJudging('Xe chạy ngược chiều, thằng lái xe láo thật')).toBe(true);
    for (const text of [
      'Người lái ngủ gật',
      'nguoi lai ngu gat',
      'qua Ngũ Hành Sơn',
      'chở đồ cồng kềnh',
      'trước chợ',
    ])
      expect(isJudging(text)).toBe(false);
  });
});

describe('lines of a guide', () => {
  it('stand at the question they help with', () => {
    expect(
      sortRecord([
        'Biển số rõ, thường là khi xe đi qua.',
        'Tên hai con đường và hướng xe đi.',
        'Giờ trên máy đặt đúng.',
        'Không quay cận mặt trẻ em.',
        'Đèn, vạch dừng và chiếc xe trong cùng một khung hình.',
      ]),
    ).toEqual({
      picture: ['Đèn, vạch dừng và chiếc xe trong cùng một khung hình.'],
      plate: ['Biển số rõ, thường là khi xe đi qua.'],
      place: ['Tên hai con đường và hướng xe đi.'],
      time: ['Giờ trên máy đặt đúng.'],
      conduct: ['Không quay cận mặt trẻ em.'],
    });
  });
});

describe('the message', () => {
  it('tells act, time, place, vehicle and file, and nothing of the sender', () => {
    const text = messageOf(answers());
    for (const part of [
      'Đi ngược chiều',
      '07:30, ngày 20/11/2026',
      'số 45, Trần Phú, phường Kon Tum, Quảng Ngãi',
      '82A-123.45',
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(/căn cước|điện thoại/);
  });

  it('says what is not known instead of leaving it out', () => {
    expect(messageOf(NO_ANSWERS).match(/\(chưa rõ\)/g)!.length).toBeGreaterThanOrEqual(5);
    expect(messageOf(answers({ plate: 'partly', plateText: '82A-12' }))).toContain('chỉ đọc được “82A-12”');
  });
});
