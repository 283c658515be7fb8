import { hiddenCells, periodWords, type ReleaseContent } from '../outcomes/rules.ts';
import type { DataFile } from './data-files.ts';
import { releaseTitle, type PackageTerms, type ReleaseHead } from './descriptors.ts';
import { releasePath } from './paths.ts';
import { shownDay } from './sentences.ts';

const lines = (all: readonly string[]): string => `${all.join('\n')}\n`;

/** The first line of every text about invented figures. */
const SAMPLE_LINE = 'DỮ LIỆU MẪU. Đây không phải số liệu của công an, không dùng để trích dẫn.';

/** How a release is cited, in one sentence. */
export const citationOf = (content: ReleaseHead, { siteUrl, publisherVi }: PackageTerms): string =>
  `${publisherVi}, “${releaseTitle(content)}”, ${shownDay(content.madeOn)}, ${new URL(releasePath(content.number), siteUrl).href}`;

/** `README.txt` of a package. */
export function readMeOf(content: ReleaseContent, files: readonly DataFile[], terms: PackageTerms): string {
  const { siteUrl, publisherVi, licence } = terms;
  const hidden = content.tables.reduce((sum, table) => sum + hiddenCells(table), 0);
  return lines([
    ...(content.isSample ? [SAMPLE_LINE, ''] : []),
    releaseTitle(content),
    '',
    `Nơi phát hành: ${publisherVi} (${siteUrl}).`,
    `Số ${content.number}, ${periodWords(content.month)}, lập ngày ${shownDay(content.madeOn)}.`,
    ...(content.corrects === null
      ? []
      : [`Bản này thay bản số ${content.corrects}. Lý do: ${content.correctionVi ?? ''}`]),
    `Địa giới tính theo ngày ${shownDay(content.geographyOn)}.`,
    '',
    'TRONG GÓI CÓ GÌ',
    ...files.map(({ stem, titleVi }) => `- ${stem}.csv, ${stem}.json: ${titleVi}.`),
    '- Mỗi tệp CSV có tệp mô tả đi kèm, đuôi .csv-metadata.json (CSVW).',
    '- datapackage.json: mô tả cả gói (Data Package v2). dcat.jsonld: mô tả cho cổng dữ liệu (DCAT).',
    '- content.json: toàn bộ nội dung của bản phát hành; mọi tệp số liệu lập từ đây.',
    '- manifest.json: mã băm SHA-256 của từng tệp. signature.json: chữ ký trên manifest.json.',
    '- LICENSE.txt: điều kiện dùng lại.',
    '',
    'CỘT “status”',
    '- ok: số đếm được.',
    '- rounded: số đã làm tròn, nên tổng các dòng có thể lệch.',
    '- hidden: ô ẩn để không ai bị nhận ra. Ô trống không phải số 0.',
    '- unpublished: không công bố (chỉ có ở tệp tổng và trung bình).',
    '- missing: chưa được bàn giao (chỉ có ở tệp tai nạn).',
    `Bản này ẩn ${hidden.toLocaleString('vi-VN')} ô.`,
    '',
    'KIỂM CHỨNG',
    `- Mở ${new URL('/du-lieu/kiem-chung/', siteUrl).href} rồi chọn gói này. Gói không rời khỏi máy bạn.`,
    '- Không có mạng: npm run release:verify -- <gói>.zip --keys khoa-cong-khai.json',
    `- Khóa công khai: ${new URL('/khoa-cong-khai.json', siteUrl).href}`,
    '',
    'TRÍCH DẪN',
    citationOf(content, terms),
    '',
    `Điều kiện dùng lại: ${licence.nameVi}, ${licence.url}`,
  ]);
}

/** `LICENSE.txt` of a package. */
export const licenceTextOf = (
  content: Pick<ReleaseContent, 'isSample'>,
  { publisherVi, licence }: PackageTerms,
): string =>
  lines([
    ...(content.isSample ? [SAMPLE_LINE, ''] : []),
    `Điều kiện dùng lại: ${licence.nameVi}`,
    licence.url,
    '',
    ...licenceWords(publisherVi),
  ]);

/** What the terms mean, in a few sentences. */
export const licenceWords = (publisherVi: string): string[] => [
  'Bạn được chép, chia sẻ, ghép với dữ liệu khác và dùng để kinh doanh.',
  `Bạn phải ghi nguồn “${publisherVi}”, số của bản phát hành và địa chỉ của nó.`,
  'Nếu đã sửa hoặc tính lại, bạn phải nói rõ.',
  'Đừng tìm cách suy ra ô ẩn, cũng đừng tìm cách nhận ra ai.',
];
