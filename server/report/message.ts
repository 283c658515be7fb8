import type { Answers } from './answers.ts';

const OPEN = '(chưa rõ)';
const said = (text: string): string => text.trim().replace(/\s+/g, ' ') || OPEN;

const MEDIA: Record<NonNullable<Answers['medium']>, string> = {
  'video-whole': 'đoạn phim liền, có trước và sau hành vi',
  'video-moment': 'đoạn phim lúc xảy ra hành vi',
  'video-cut': 'đoạn phim không liền',
  photos: 'ảnh',
  none: 'không có hình',
};
const ORIGINALS: Record<NonNullable<Answers['original']>, string> = {
  untouched: 'Tệp gốc còn giữ, chưa sửa.',
  'copy-kept': 'Bản gửi đã cắt hoặc sửa; tệp gốc còn giữ.',
  'copy-only': 'Bản gửi đã cắt hoặc sửa; tệp gốc không còn.',
  received: 'Tôi nhận tệp từ người khác, không tự ghi.',
};

/** `2026-11-20` as `20/11/2026`; anything else as it is. */
export const dayInWords = (day: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) ? day.split('-').reverse().join('/') : said(day);

/**
 * The text to copy into an e-mail, an app or a form. It says what was seen and what is not known, names nobody and holds
 * nothing of the sender.
 */
export function messageOf(answers: Answers): string {
  const place = [answers.point, answers.road, answers.commune, answers.province].filter((part) =>
    part.trim(),
  );
  const plate =
    answers.plate === 'clear'
      ? said(answers.plateText)
      : answers.plateText.trim()
        ? `chỉ đọc được “${said(answers.plateText)}”`
        : 'không đọc được';
  const lines = [
    'Kính gửi: Phòng Cảnh sát giao thông nơi xảy ra việc này.',
    '',
    'Tôi xin báo một việc tôi đã ghi lại.',
    `1. Hành vi: ${said(answers.title)}. ${said(answers.account)}`,
    `2. Thời gian: ${answers.clock.trim() || OPEN}, ngày ${answers.day ? dayInWords(answers.day) : OPEN}.`,
    `3. Nơi xảy ra: ${place.length > 0 ? place.map(said).join(', ') : OPEN}.`,
    `4. Xe: biển số ${plate}; loại xe ${said(answers.vehicle)}; màu ${said(answers.colour)}${
      answers.features.trim() ? `; đặc điểm: ${said(answers.features)}` : ''
    }.`,
    `5. Tư liệu: ${answers.medium ? MEDIA[answers.medium] : OPEN}${
      answers.holder === 'fixed-camera' ? ', ghi bằng camera hành trình' : ''
    }. ${answers.medium === 'none' || answers.original === null ? '' : ORIGINALS[answers.original]}`.trimEnd(),
    '',
    'Tôi kể điều tôi thấy, chưa phải kết luận. Tên và cách liên hệ, tôi cung cấp khi công an hỏi.',
  ];
  return lines.join('\n');
}

/** What police ask of whoever reports, by the two plans; the coach tells it and never asks it. */
export const ASKED_BY_POLICE = ['name', 'age', 'citizen-id', 'address', 'phone'] as const;
