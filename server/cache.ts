import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

/** A page as rendered, before it is kept. `tags` empty: may not be kept. */
export type RenderedPage = {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  tags: readonly string[];
};

/** A page as kept: compressed once, served many times. */
export type KeptPage = RenderedPage & {
  gzip: Buffer | null;
  brotli: Buffer | null;
  etag: string;
};

export type Encoding = 'br' | 'gzip' | 'identity';

const COMPRESSIBLE = /^(text\/|application\/(json|xml|rss\+xml|manifest\+json|javascript)|image\/svg\+xml)/;
const TRACKING = /^(utm_|fbclid$|gclid$|zarsrc$)/;

/** Best encoding the client takes; brotli before gzip. A quality of 0 refuses one. */
export function chooseEncoding(accept: string | undefined): Encoding {
  const offered = new Map(
    (accept ?? '').split(',').map((part) => {
      const [name = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find((q) => q !== undefined);
      return [name, quality === undefined ? 1 : Number(quality)] as const;
    }),
  );
  const takes = (name: string) => (offered.get(name) ?? offered.get('*') ?? 0) > 0;
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : 'identity';
}

/** Path and query of a page without what only measures campaigns, in a fixed order. */
export function pageKey(url: URL): string {
  const kept = [...url.searchParams].filter(([name]) => !TRACKING.test(name)).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return kept.length === 0 ? url.pathname : `${url.pathname}?${new URLSearchParams(kept)}`;
}

/**
 * Published pages, kept compressed in memory until a tag they carry is purged, the day changes, or room is needed.
 * One render at a time per page: others wait for it. A page that was being rendered while one of its tags was purged
 * is served to those who waited, but not kept.
 */
export class PageCache {
  readonly #pages: LRUCache<string, KeptPage>;
  readonly #rendering = new Map<string, Promise<KeptPage>>();
  #purges = 0;
  hits = 0;
  misses = 0;

  /** @param maxBytes room for bodies and their compressed forms together */
  constructor(maxBytes = 64 * 1024 * 1024) {
    this.#pages = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: (page) => page.body.length + (page.gzip?.length ?? 0) + (page.brotli?.length ?? 0) + 1024,
    });
  }

  /**
   * @param key see {@link pageKey}
   * @param ttlMs how long a page may be kept
   */
  async get(key: string, ttlMs: number, render: () => Promise<RenderedPage>): Promise<KeptPage> {
    const kept = this.#pages.get(key);
    if (kept) {
      this.hits += 1;
      return kept;
    }
    const underWay = this.#rendering.get(key);
    if (underWay) return underWay;

    this.misses += 1;
    const purgesBefore = this.#purges;
    const task = render()
      .then(pack)
      .then((page) => {
        const mayKeep = page.tags.length > 0 && page.status === 200 && purgesBefore === this.#purges;
        if (mayKeep) this.#pages.set(key, page, { ttl: ttlMs });
        return page;
      })
      .finally(() => this.#rendering.delete(key));
    this.#rendering.set(key, task);
    return task;
  }

  /** Forgets every page that carries one of the tags; `*` forgets all. */
  purge(tags: readonly string[]): void {
    this.#purges += 1;
    this.#rendering.clear();
    if (tags.includes('*')) {
      this.#pages.clear();
      return;
    }
    for (const [key, page] of this.#pages.entries()) {
      if (page.tags.some((tag) => tags.includes(tag))) this.#pages.delete(key);
    }
  }

  get size(): number {
    return this.#pages.size;
  }
}

async function pack(page: RenderedPage): Promise<KeptPage> {
  const etag = createHash('sha256').update(page.body).digest('base64url').slice(0, 22);
  const worthIt = page.body.length > 512 && COMPRESSIBLE.test(page.headers['content-type'] ?? '');
  if (!worthIt) return { ...page, etag, gzip: null, brotli: null };
  const [zipped, brotli] = await Promise.all([
    compressGzip(page.body, { level: 9 }),
    compressBrotli(page.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: page.body.length } }),
  ]);
  return { ...page, etag, gzip: zipped, brotli };
}

/** What goes on the wire for one client: status, headers and body of a kept page. */
export function answer(
  page: KeptPage,
  request: { acceptEncoding: string | undefined; ifNoneMatch: string | undefined },
): { status: number; headers: Record<string, string | number>; body: Buffer | null } {
  const encoding = chooseEncoding(request.acceptEncoding);
  const body = encoding === 'br' && page.brotli ? page.brotli : encoding !== 'identity' && page.gzip ? page.gzip : page.body;
  const used = body === page.brotli ? 'br' : body === page.gzip ? 'gzip' : null;
  const headers: Record<string, string | number> = { ...page.headers };
  if (page.gzip) headers['vary'] = 'Accept-Encoding';
  if (page.status === 200) {
    headers['etag'] = `"${page.etag}${used ? `-${used}` : ''}"`;
    headers['cache-control'] ??= 'public, max-age=0, must-revalidate';
    const known = (request.ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    if (known.includes(String(headers['etag']))) {
      delete headers['content-type'];
      return { status: 304, headers, body: null };
    }
  }
  if (used) headers['content-encoding'] = used;
  headers['content-length'] = body.length;
  return { status: page.status, headers, body };
}
