import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import { releaseText, releaseTitle } from './descriptors.ts';
import { releasePath } from './paths.ts';
import { shownDay } from './sentences.ts';
import type { ReleaseRow } from './service.ts';

export const FEED_FORMATS = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
} as const;
export type FeedFormat = keyof typeof FEED_FORMATS;

/** An entry of a feed. Its address is also its id, so that a correction is the same entry, updated. */
export type FeedItem = {
  path: string;
  title: string;
  text: string;
  publishedAt: Date;
  updatedAt: Date;
  enclosure?: { path: string; type: string; sizeBytes: number };
};

export type Feed = {
  title: string;
  text: string;
  /** Of the page that shows the same. */
  path: string;
  /** Of the feed, without its format. */
  feedPath: string;
  /** Newest first. */
  items: readonly FeedItem[];
};

/** Entries of a feed at most. */
const MOST = 50;

/** A feed in one of its formats. */
export function feedText(feed: Feed, format: FeedFormat, siteUrl: string): string {
  const items = feed.items.slice(0, MOST);
  const href = (path: string): string => new URL(path, siteUrl).href;
  const self = href(`${feed.feedPath}.${format}`);
  // A feed without entries is as old as the site's first day: no clock stands in a page that is kept.
  const updated = new Date(Math.max(0, ...items.map(({ updatedAt }) => updatedAt.getTime())));
  if (format === 'json') {
    const made = generateJsonFeed({
      title: feed.title,
      home_page_url: href(feed.path),
      feed_url: self,
      description: feed.text,
      language: 'vi',
      items: items.map((item) => ({
        id: href(item.path),
        url: href(item.path),
        title: item.title,
        content_text: item.text,
        date_published: item.publishedAt,
        date_modified: item.updatedAt,
        language: 'vi',
        ...(item.enclosure && {
          attachments: [
            {
              url: href(item.enclosure.path),
              mime_type: item.enclosure.type,
              size_in_bytes: item.enclosure.sizeBytes,
            },
          ],
        }),
      })),
    });
    // An empty list is left out by the generator, and asked for by the standard.
    return `${JSON.stringify({ ...(made as object), items: (made as { items?: unknown[] }).items ?? [] }, null, 1)}\n`;
  }
  if (format === 'atom')
    return generateAtomFeed({
      id: href(feed.path),
      title: { value: feed.title },
      subtitle: { value: feed.text },
      updated,
      links: [
        { href: self, rel: 'self', type: FEED_FORMATS.atom },
        { href: href(feed.path), rel: 'alternate', type: 'text/html', hreflang: 'vi' },
      ],
      authors: [{ name: 'Chung Đường', uri: href('/') }],
      entries: items.map((item) => ({
        id: href(item.path),
        title: { value: item.title },
        published: item.publishedAt,
        updated: item.updatedAt,
        content: { value: item.text, type: 'text' },
        links: [
          { href: href(item.path), rel: 'alternate', type: 'text/html' },
          ...(item.enclosure
            ? [
                {
                  href: href(item.enclosure.path),
                  rel: 'enclosure',
                  type: item.enclosure.type,
                  length: item.enclosure.sizeBytes,
                },
              ]
            : []),
        ],
      })),
    });
  return generateRssFeed({
    title: feed.title,
    link: href(feed.path),
    description: feed.text,
    language: 'vi',
    lastBuildDate: updated,
    atom: { links: [{ href: self, rel: 'self', type: FEED_FORMATS.rss }] },
    items: items.map((item) => ({
      title: item.title,
      link: href(item.path),
      description: item.text,
      guid: { value: href(item.path), isPermaLink: true },
      pubDate: item.publishedAt,
      atom: { updated: item.updatedAt },
      ...(item.enclosure && {
        enclosures: [
          { url: href(item.enclosure.path), length: item.enclosure.sizeBytes, type: item.enclosure.type },
        ],
      }),
    })),
  });
}

/** The feed of releases: one that was corrected or withdrawn says so in its own entry. @param rows newest first */
export const releaseFeed = (rows: readonly ReleaseRow[]): Feed => ({
  title: 'Chung Đường: số liệu mới phát hành',
  text: 'Kết quả xử lý vi phạm giao thông, mỗi tháng một bản có chữ ký.',
  path: '/du-lieu/',
  feedPath: '/du-lieu/tin',
  items: rows.map((row) => ({
    path: releasePath(row.number),
    title: row.withdrawn ? `Đã rút: ${releaseTitle(row)}` : releaseTitle(row),
    text: [
      ...(row.withdrawn ? [`Đã rút ngày ${shownDay(row.withdrawn.on)}. ${row.withdrawn.reasonVi}`] : []),
      ...(row.correctedBy ? [`Đã được thay bằng số ${row.correctedBy.number}.`] : []),
      ...(row.withdrawn ? [] : [releaseText(row)]),
    ].join(' '),
    publishedAt: row.publishedAt,
    updatedAt: new Date(
      Math.max(
        row.publishedAt.getTime(),
        row.correctedBy?.at.getTime() ?? 0,
        row.withdrawn?.at.getTime() ?? 0,
      ),
    ),
    ...(row.withdrawn === null && {
      enclosure: {
        path: releasePath(row.number) + row.fileName,
        type: 'application/zip',
        sizeBytes: row.sizeBytes,
      },
    }),
  })),
});

/** A bulletin as its room lists it. Days in Asia/Ho_Chi_Minh. */
export type ListedBulletin = {
  title: string;
  path: string;
  publishedOn: string;
  changedOn: string;
  summaryVi: string;
  isSample: boolean;
};

/** The feed of bulletins. @param bulletins newest first */
export const bulletinFeed = (bulletins: readonly ListedBulletin[]): Feed => ({
  title: 'Chung Đường: bản tin kết quả',
  text: 'Chuyện đã xử lý và điều rút ra, kể sau trọn một quý.',
  path: '/ket-qua/ban-tin/',
  feedPath: '/du-lieu/ban-tin',
  items: bulletins.map(({ path, title, summaryVi, isSample, publishedOn, changedOn }) => ({
    path,
    title: isSample ? `Dữ liệu mẫu. ${title}` : title,
    text: summaryVi,
    publishedAt: new Date(`${publishedOn}T00:00:00+07:00`),
    updatedAt: new Date(`${changedOn}T00:00:00+07:00`),
  })),
});
