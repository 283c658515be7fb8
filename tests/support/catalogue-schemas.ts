import { z } from 'zod';

/* What the standards ask of the descriptions in a package, written down from their texts; nothing is fetched. */

const Licences = z
  .array(
    z
      .looseObject({ name: z.string().optional(), path: z.url().optional(), title: z.string() })
      .refine(({ name, path }) => name !== undefined || path !== undefined),
  )
  .min(1);

const FieldNames = z.array(z.string()).min(1);

/** Table Schema v2: `fields` with unique names; keys name fields. */
export const TableSchema = z
  .looseObject({
    $schema: z.literal('https://datapackage.org/profiles/2.0/tableschema.json'),
    fields: z
      .array(
        z.looseObject({
          name: z.string().min(1),
          type: z.enum(['string', 'integer']),
          title: z.string().min(1),
          description: z.string().min(1),
          constraints: z.strictObject({
            required: z.boolean().optional(),
            unique: z.boolean().optional(),
            minimum: z.number().optional(),
            pattern: z.string().optional(),
            enum: z.array(z.string()).min(1).optional(),
          }),
        }),
      )
      .min(1),
    primaryKey: FieldNames,
    missingValues: z.array(z.string()),
  })
  .refine(({ fields, primaryKey }) => {
    const names = fields.map(({ name }) => name);
    return new Set(names).size === names.length && primaryKey.every((name) => names.includes(name));
  });

/** Data Package v2: `$schema` in place of `profile`, resources with name and path, contributors with roles. */
export const DataPackage = z
  .looseObject({
    $schema: z.literal('https://datapackage.org/profiles/2.0/datapackage.json'),
    profile: z.never().optional(),
    name: z.string().regex(/^[a-z0-9._-]+$/),
    id: z.url(),
    title: z.string().min(1),
    description: z.string().min(1),
    homepage: z.url(),
    version: z.string().min(1),
    created: z.iso.datetime({ offset: true }),
    keywords: z.array(z.string()).min(1),
    licenses: Licences,
    sources: z.array(z.looseObject({ title: z.string().min(1) })).min(1),
    contributors: z
      .array(
        z.looseObject({
          title: z.string().min(1),
          roles: z.array(z.string()).min(1),
          role: z.never().optional(),
        }),
      )
      .min(1),
    resources: z
      .array(
        z.looseObject({
          $schema: z.literal('https://datapackage.org/profiles/2.0/dataresource.json'),
          profile: z.never().optional(),
          name: z.string().regex(/^[a-z0-9._-]+$/),
          path: z.string().regex(/^[^/.][^/]*$/),
          type: z.literal('table'),
          format: z.enum(['csv', 'json']),
          mediatype: z.string().regex(/^[a-z]+\/[a-z+]+$/),
          encoding: z.literal('utf-8'),
          bytes: z.int().positive(),
          hash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
          licenses: Licences,
          schema: TableSchema,
        }),
      )
      .min(1),
  })
  .refine(({ resources }) => new Set(resources.map(({ name }) => name)).size === resources.length);

/** CSVW metadata of one table: context, url, and columns whose names are unique and need no escape. */
export const Csvw = z
  .looseObject({
    '@context': z.tuple([
      z.literal('http://www.w3.org/ns/csvw'),
      z.strictObject({ '@language': z.literal('vi') }),
    ]),
    url: z.string().regex(/\.csv$/),
    'dc:title': z.string().min(1),
    'dc:license': z.strictObject({ '@id': z.url() }),
    dialect: z.looseObject({
      encoding: z.literal('utf-8'),
      header: z.literal(true),
      delimiter: z.literal(','),
    }),
    tableSchema: z.strictObject({
      columns: z
        .array(
          z.looseObject({
            // A name must not begin with an underscore and need no percent encoding.
            name: z.string().regex(/^[a-z][a-z_]*$/),
            titles: z.string().min(1),
            datatype: z.union([
              z.literal('string'),
              z.strictObject({ base: z.literal('integer'), minimum: z.number() }),
              z.strictObject({ base: z.literal('string'), format: z.string() }),
            ]),
            required: z.boolean(),
            null: z.string(),
          }),
        )
        .min(1),
      primaryKey: FieldNames,
    }),
  })
  .refine(({ tableSchema: { columns, primaryKey } }) => {
    const names = columns.map(({ name }) => name);
    return new Set(names).size === names.length && primaryKey.every((name) => names.includes(name));
  });

const Text = z.strictObject({ '@value': z.string().min(1), '@language': z.literal('vi') });
const Node = z.looseObject({ '@id': z.union([z.url(), z.literal('spdx:checksumAlgorithm_sha256')]) });
const Day = z.strictObject({ '@value': z.iso.date(), '@type': z.literal('xsd:date') });
const Agent = z.looseObject({ '@type': z.literal('foaf:Agent'), 'foaf:name': Text });

const Distribution = z.looseObject({
  '@id': z.url(),
  '@type': z.literal('dcat:Distribution'),
  'dcat:accessURL': Node,
  'dcat:downloadURL': Node,
  'dcat:mediaType': Node,
  'dct:license': Node,
  'spdx:checksum': z
    .looseObject({
      'spdx:algorithm': Node,
      'spdx:checksumValue': z.looseObject({ '@value': z.string().length(64) }),
    })
    .optional(),
});

/** What DCAT-AP 3 asks of a dataset, and what this project promises besides. */
export const DcatDataset = z.looseObject({
  '@id': z.url(),
  '@type': z.literal('dcat:Dataset'),
  'dct:title': Text,
  'dct:description': Text,
  'dct:publisher': Agent,
  'dct:issued': Day,
  'dct:accrualPeriodicity': Node,
  'dct:temporal': z.looseObject({ 'dcat:startDate': Day, 'dcat:endDate': Day }),
  'dct:spatial': z.looseObject({ 'skos:prefLabel': Text }),
  'dct:license': Node,
  'dcat:distribution': z.array(Distribution).min(1),
});

const Context = z.looseObject({
  dcat: z.literal('http://www.w3.org/ns/dcat#'),
  dct: z.literal('http://purl.org/dc/terms/'),
});

export const DcatFile = DcatDataset.extend({ '@context': Context });

export const DcatCatalog = z.looseObject({
  '@context': Context,
  '@id': z.url(),
  '@type': z.literal('dcat:Catalog'),
  'dct:title': Text,
  'dct:description': Text,
  'dct:publisher': Agent,
  'dcat:dataset': z.tuple(
    [z.looseObject({ '@type': z.literal('dcat:DatasetSeries'), 'dct:title': Text, 'dct:description': Text })],
    DcatDataset,
  ),
});

/** JSON Feed 1.1. */
export const JsonFeed = z.looseObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string().min(1),
  home_page_url: z.url(),
  feed_url: z.url(),
  language: z.literal('vi'),
  items: z.array(
    z.looseObject({
      id: z.string().min(1),
      url: z.url(),
      title: z.string().min(1),
      content_text: z.string().min(1),
      date_published: z.iso.datetime({ offset: true }),
      date_modified: z.iso.datetime({ offset: true }),
    }),
  ),
});
