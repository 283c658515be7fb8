import {
  daysOf,
  releaseText,
  releaseTitle,
  type ListedFile,
  type PackageTerms,
  type ReleaseHead,
} from './descriptors.ts';
import { releasePath } from './paths.ts';

/** A release as a Dataset of schema.org. @param files what can be downloaded of it */
export function schemaOrgOf(
  release: ReleaseHead & { publishedOn: string },
  files: readonly Pick<ListedFile, 'name' | 'sizeBytes'>[],
  { siteUrl, publisherVi, licence }: PackageTerms,
): object {
  const { firstOn, lastOn } = daysOf(release);
  const url = new URL(releasePath(release.number), siteUrl).href;
  const publisher = { '@type': 'Organization', name: publisherVi, url: siteUrl };
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    '@id': url,
    url,
    identifier: `chung-duong-${release.number}`,
    name: releaseTitle(release),
    description: releaseText(release),
    version: String(release.number),
    inLanguage: 'vi',
    isAccessibleForFree: true,
    license: licence.url,
    creator: publisher,
    publisher,
    datePublished: release.publishedOn,
    temporalCoverage: `${firstOn}/${lastOn}`,
    spatialCoverage: { '@type': 'Place', name: release.province.nameVi },
    variableMeasured: [
      'Số tin đã nhận',
      'Số vụ theo kết quả xử lý',
      'Số vụ tai nạn, người chết, người bị thương',
    ],
    includedInDataCatalog: catalogRef(siteUrl),
    distribution: files.map(({ name, sizeBytes }) => ({
      '@type': 'DataDownload',
      name,
      contentUrl: `${url}${name}`,
      contentSize: `${sizeBytes} B`,
      encodingFormat: name.endsWith('.zip')
        ? 'application/zip'
        : name.endsWith('.csv')
          ? 'text/csv'
          : 'application/json',
    })),
  };
}

const catalogRef = (siteUrl: string): object => ({
  '@type': 'DataCatalog',
  name: 'Dữ liệu mở của Chung Đường',
  url: new URL('/du-lieu/', siteUrl).href,
});

/** All releases as a DataCatalog of schema.org. @param releases newest first */
export const catalogSchemaOrgOf = (
  releases: readonly ReleaseHead[],
  { siteUrl, publisherVi, licence }: PackageTerms,
): object => ({
  '@context': 'https://schema.org',
  ...catalogRef(siteUrl),
  inLanguage: 'vi',
  license: licence.url,
  publisher: { '@type': 'Organization', name: publisherVi, url: siteUrl },
  dataset: releases.map((release) => ({
    '@type': 'Dataset',
    name: releaseTitle(release),
    description: releaseText(release),
    url: new URL(releasePath(release.number), siteUrl).href,
    license: licence.url,
  })),
});
