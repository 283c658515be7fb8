import { lastDayOf, monthsOf, periodWords, type ReleaseContent } from '../outcomes/rules.ts';
import type { DataColumn, DataFile } from './data-files.ts';
import { packageFileName, releasePath } from './paths.ts';

/** Under which terms figures may be used again. */
export type Licence = { nameVi: string; url: string };

/** What a package says about the site that publishes it. */
export type PackageTerms = { siteUrl: string; publisherVi: string; licence: Licence };

/** A file as catalogues list it: its SHA-256 in lower-case hex. */
export type ListedFile = { name: string; sizeBytes: number; sha256: string };

/** What a release is called. */
export const releaseTitle = ({ number, month, province, isSample }: ReleaseHead): string =>
  `${isSample ? 'Dữ liệu mẫu. ' : ''}Kết quả xử lý vi phạm giao thông, ${province.nameVi}, ${periodWords(month)} (số ${number})`;

/** What of a release catalogues tell. */
export type ReleaseHead = Pick<
  ReleaseContent,
  'number' | 'month' | 'province' | 'isSample' | 'madeOn' | 'corrects' | 'correctionVi'
> & { tables: readonly { period: string }[] };

/** What a release holds, in a few sentences. */
export const releaseText = ({ isSample, corrects, correctionVi }: ReleaseHead): string =>
  [
    ...(isSample ? ['Đây là dữ liệu mẫu, không phải số liệu của công an.'] : []),
    'Số tin đã nhận, kết quả xử lý và tai nạn, đã qua bước ẩn ô để không ai bị nhận ra.',
    ...(corrects === null ? [] : [`Bản này thay bản số ${corrects}. ${correctionVi ?? ''}`.trim()]),
  ].join(' ');

const KEYWORDS = ['an toàn giao thông', 'xử lý vi phạm', 'dữ liệu mở', 'Việt Nam'];
/** https://creativecommons.org/licenses/by/4.0/ has an identifier that programs know; other terms are told by their address. */
const openName = ({ url }: Licence): object =>
  /creativecommons\.org\/licenses\/by\/4\.0\//.test(url) ? { name: 'CC-BY-4.0' } : {};

const addressOf = (siteUrl: string, number: number, file = ''): string =>
  new URL(`${releasePath(number)}${file}`, siteUrl).href;

/** The days a release is about: from the first of its oldest period to the last of its month. */
export function daysOf({ month, tables }: ReleaseHead): { firstOn: string; lastOn: string } {
  const months = [month, ...tables.map(({ period }) => monthsOf(period)[0]!)].sort();
  return { firstOn: `${months[0]!}-01`, lastOn: lastDayOf(month) };
}

/** `datapackage.json` (Data Package v2). @param listed the data files, CSV and JSON, as they lie in the package */
export function dataPackageOf(
  content: ReleaseContent,
  files: readonly DataFile[],
  listed: ReadonlyMap<string, ListedFile>,
  { siteUrl, publisherVi, licence }: PackageTerms,
): object {
  const licences = [{ ...openName(licence), path: licence.url, title: licence.nameVi }];
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: `${content.isSample ? 'du-lieu-mau-' : ''}chung-duong-${content.number}`,
    id: addressOf(siteUrl, content.number),
    title: releaseTitle(content),
    description: releaseText(content),
    homepage: addressOf(siteUrl, content.number),
    version: String(content.number),
    created: `${content.madeOn}T00:00:00+07:00`,
    keywords: [...(content.isSample ? ['dữ liệu mẫu'] : []), ...KEYWORDS],
    licenses: licences,
    sources: [
      content.isSample
        ? { title: 'Dữ liệu mẫu do máy sinh ra' }
        : { title: `Công an ${content.province.nameVi}: số liệu tổng hợp theo tháng` },
    ],
    contributors: [{ title: publisherVi, path: siteUrl, roles: ['publisher'] }],
    resources: files.flatMap((file) =>
      (['csv', 'json'] as const).map((format) => {
        const { name, sizeBytes, sha256 } = listed.get(`${file.stem}.${format}`)!;
        return {
          $schema: 'https://datapackage.org/profiles/2.0/dataresource.json',
          name: format === 'csv' ? file.stem : `${file.stem}-json`,
          path: name,
          type: 'table',
          title: file.titleVi,
          format,
          mediatype: format === 'csv' ? 'text/csv' : 'application/json',
          encoding: 'utf-8',
          bytes: sizeBytes,
          hash: `sha256:${sha256}`,
          licenses: licences,
          schema: tableSchemaOf(file),
        };
      }),
    ),
  };
}

const tableSchemaOf = ({ columns }: DataFile): object => ({
  $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
  fields: columns.map(({ name, type, titleVi, textVi, isKey, codes, pattern }) => ({
    name,
    type,
    title: titleVi,
    description: textVi,
    constraints: {
      ...(name === 'value' ? {} : { required: true }),
      ...(name === 'value' ? { minimum: 0 } : {}),
      ...(codes ? { enum: codes } : {}),
      ...(pattern ? { pattern } : {}),
      ...(isKey && columns.filter((one) => one.isKey).length === 1 ? { unique: true } : {}),
    },
  })),
  primaryKey: columns.filter(({ isKey }) => isKey).map(({ name }) => name),
  // A hidden value is empty; its status says so.
  missingValues: [''],
});

/** `<table>.csv-metadata.json` (CSV on the Web). */
export const csvwOf = (
  content: ReleaseContent,
  file: DataFile,
  { siteUrl, publisherVi, licence }: PackageTerms,
): object => ({
  '@context': ['http://www.w3.org/ns/csvw', { '@language': 'vi' }],
  url: `${file.stem}.csv`,
  'dc:title': file.titleVi,
  'dc:description': releaseText(content),
  'dc:language': 'vi',
  'dc:publisher': { 'schema:name': publisherVi, 'schema:url': { '@id': siteUrl } },
  'dc:license': { '@id': licence.url },
  'dc:issued': { '@value': content.madeOn, '@type': 'xsd:date' },
  dialect: { encoding: 'utf-8', header: true, delimiter: ',', doubleQuote: true, lineTerminators: ['\r\n'] },
  tableSchema: {
    columns: file.columns.map((column) => ({
      name: column.name,
      titles: column.name,
      'dc:title': column.titleVi,
      'dc:description': column.textVi,
      datatype: datatypeOf(column),
      required: column.name !== 'value',
      null: '',
    })),
    primaryKey: file.columns.filter(({ isKey }) => isKey).map(({ name }) => name),
  },
});

const datatypeOf = ({ type, codes, pattern }: DataColumn): string | object => {
  if (type === 'integer') return { base: 'integer', minimum: 0 };
  if (codes) return { base: 'string', format: `^(${codes.join('|')})$` };
  return pattern ? { base: 'string', format: pattern } : 'string';
};

/** Prefixes of the JSON-LD that {@link datasetOf} writes. */
export const DCAT_CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  adms: 'http://www.w3.org/ns/adms#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

const EU = 'http://publications.europa.eu/resource/authority';
const vi = (value: string): object => ({ '@value': value, '@language': 'vi' });
const day = (value: string): object => ({ '@value': value, '@type': 'xsd:date' });

/** Who publishes, in the words of DCAT. */
export const publisherOf = ({ siteUrl, publisherVi }: PackageTerms): object => ({
  '@id': new URL('/don-vi-van-hanh/', siteUrl).href,
  '@type': 'foaf:Agent',
  'foaf:name': vi(publisherVi),
  'foaf:homepage': { '@id': new URL('/', siteUrl).href },
});

const MEDIA_TYPES: Record<string, string> = {
  csv: 'text/csv',
  json: 'application/json',
  zip: 'application/zip',
};

/** The series that all releases are of; its address in catalogues. */
export const seriesUrl = (siteUrl: string): string => new URL('/du-lieu/#chuoi', siteUrl).href;

/** A release as a dataset of DCAT 3, without its context. @param files what can be downloaded of it */
export function datasetOf(
  head: ReleaseHead,
  files: readonly (Pick<ListedFile, 'name'> & Partial<ListedFile> & { titleVi: string })[],
  terms: PackageTerms,
): object {
  const { siteUrl, licence } = terms;
  const { firstOn, lastOn } = daysOf(head);
  return {
    '@id': addressOf(siteUrl, head.number),
    '@type': 'dcat:Dataset',
    'dct:identifier': `chung-duong-${head.number}`,
    'dct:title': vi(releaseTitle(head)),
    'dct:description': vi(releaseText(head)),
    'dct:publisher': publisherOf(terms),
    'dct:issued': day(head.madeOn),
    'dct:language': { '@id': `${EU}/language/VIE` },
    'dct:accrualPeriodicity': { '@id': `${EU}/frequency/MONTHLY` },
    'dct:temporal': {
      '@type': 'dct:PeriodOfTime',
      'dcat:startDate': day(firstOn),
      'dcat:endDate': day(lastOn),
    },
    'dct:spatial': {
      '@type': 'dct:Location',
      'dct:identifier': head.province.code,
      'skos:prefLabel': vi(head.province.nameVi),
    },
    'dct:license': { '@id': licence.url },
    'dcat:theme': { '@id': `${EU}/data-theme/TRAN` },
    'dcat:keyword': [...(head.isSample ? ['dữ liệu mẫu'] : []), ...KEYWORDS].map(vi),
    'dcat:version': String(head.number),
    'dcat:landingPage': { '@id': addressOf(siteUrl, head.number) },
    'dcat:inSeries': { '@id': seriesUrl(siteUrl) },
    ...(head.corrects === null
      ? {}
      : {
          'dct:replaces': { '@id': addressOf(siteUrl, head.corrects) },
          'adms:versionNotes': vi(head.correctionVi ?? ''),
        }),
    'dcat:distribution': files.map(({ name, titleVi, sizeBytes, sha256 }) => ({
      '@id': addressOf(siteUrl, head.number, name),
      '@type': 'dcat:Distribution',
      'dct:title': vi(titleVi),
      'dcat:accessURL': { '@id': addressOf(siteUrl, head.number) },
      'dcat:downloadURL': { '@id': addressOf(siteUrl, head.number, name) },
      'dcat:mediaType': {
        '@id': `https://www.iana.org/assignments/media-types/${MEDIA_TYPES[name.split('.').at(-1)!] ?? 'application/octet-stream'}`,
      },
      'dct:license': { '@id': licence.url },
      ...(sizeBytes === undefined
        ? {}
        : { 'dcat:byteSize': { '@value': String(sizeBytes), '@type': 'xsd:nonNegativeInteger' } }),
      ...(sha256 === undefined
        ? {}
        : {
            'spdx:checksum': {
              '@type': 'spdx:Checksum',
              'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256' },
              'spdx:checksumValue': { '@value': sha256, '@type': 'xsd:hexBinary' },
            },
          }),
    })),
  };
}

/** `dcat.jsonld`: the release and every file of figures in it. The package itself is listed without size: it holds this file. */
export const dcatOf = (
  content: ReleaseContent,
  files: readonly DataFile[],
  listed: ReadonlyMap<string, ListedFile>,
  terms: PackageTerms,
): object => ({
  '@context': DCAT_CONTEXT,
  ...datasetOf(
    content,
    [
      { name: packageFileName(content), titleVi: 'Cả gói, có chữ ký' },
      ...files.flatMap(({ stem, titleVi }) =>
        ['csv', 'json'].map((format) => ({
          ...listed.get(`${stem}.${format}`)!,
          titleVi: `${titleVi} (${format.toUpperCase()})`,
        })),
      ),
    ],
    terms,
  ),
});
