import { SAMPLE_PREFIX } from './data-files.ts';
import { DCAT_CONTEXT, datasetOf, publisherOf, seriesUrl, type PackageTerms } from './descriptors.ts';
import type { ReleaseRow } from './service.ts';
import { tableOf } from '../outcomes/rules.ts';

/** `/du-lieu/danh-muc.jsonld`: every release that can be downloaded, as a catalogue of DCAT 3. @param rows newest first */
export function catalogueOf(rows: readonly ReleaseRow[], terms: PackageTerms): object {
  const { siteUrl, licence } = terms;
  const live = rows.filter(({ withdrawn }) => withdrawn === null);
  const series = {
    '@id': seriesUrl(siteUrl),
    '@type': 'dcat:DatasetSeries',
    'dct:title': { '@value': 'Kết quả xử lý vi phạm giao thông, các bản phát hành', '@language': 'vi' },
    'dct:description': {
      '@value': 'Mỗi tháng một bản, đánh số và nối chuỗi. Bản đã phát hành không sửa; sửa là bản mới.',
      '@language': 'vi',
    },
    'dct:publisher': publisherOf(terms),
  };
  return {
    '@context': DCAT_CONTEXT,
    '@id': new URL('/du-lieu/danh-muc.jsonld', siteUrl).href,
    '@type': 'dcat:Catalog',
    'dct:title': { '@value': 'Dữ liệu mở của Chung Đường', '@language': 'vi' },
    'dct:description': {
      '@value': 'Kết quả xử lý vi phạm giao thông và tai nạn, theo những bảng cố định.',
      '@language': 'vi',
    },
    'dct:publisher': publisherOf(terms),
    'dct:license': { '@id': licence.url },
    'dct:language': { '@id': 'http://publications.europa.eu/resource/authority/language/VIE' },
    'foaf:homepage': { '@id': new URL('/du-lieu/', siteUrl).href },
    ...(live[0]
      ? { 'dct:modified': { '@value': live[0].publishedAt.toISOString(), '@type': 'xsd:dateTime' } }
      : {}),
    'dcat:dataset': [series, ...live.map((row) => datasetOf(row, filesOf(row), terms))],
  };
}

/** The package, and the CSV of each table. */
const filesOf = ({ fileName, sizeBytes, packageHash, isSample, tables }: ReleaseRow) => [
  { name: fileName, sizeBytes, sha256: packageHash, titleVi: 'Cả gói, có chữ ký' },
  ...tables.map(({ tableId, period }) => ({
    name: `${isSample ? SAMPLE_PREFIX : ''}${tableId}-${period.toLowerCase()}.csv`,
    titleVi: `${tableOf(tableId)?.nameVi ?? tableId} (CSV)`,
  })),
];
