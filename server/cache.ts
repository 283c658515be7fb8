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

/** One form of a kept page, ready for the wire. */
type Form = { body: Buffer; headers: Record<string, string | number>; etag: string | null };

/** A page as kept: compressed once, served many times. */
export type KeptPage = {
  status: number;
  tags: readonly string[];
  size: number;
  forms: Record<Encoding, Form>;
};

export type Encoding = 'br' | 'gzip' | 'identity';

const COMPRESSIBLE =
  /^(text\/|application\/(json|xml|(rss|atom)\+xml|(ld|feed|csvm|manifest)\+json|javascript)|image\/svg\+xml)/;
const TRACKING = /^(utm_|fbclid$|gclid$|zarsrc$)/;

/** Browsers send a handful of different headers; each is read once. */
const knownChoices = new LRUCache<string, Encoding>({ max: 200 });

/** Best encoding the client takes; brotli before gzip. A quality of 0 refuses one. */
export function chooseEncoding(accept = ''): Encoding {
  const known = knownChoices.get(accept);
  if (known) return known;
  const offered = new Map(
    accept.split(',').map((part) => {
      const [name = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find((q) => q !== undefined);
      return [name, quality === undefined ? 1 : Number(quality)] as const;
    }),
  );
  const takes = (name: string) => (offered.get(name) ?? offered.get('*') ?? 0) > 0;
  const choice = takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
  knownChoices.set(accept, choice);
  return choice;
}

/** Path and query of a page without what only measures campaigns, in a fixed order. */
export function pageKey(url: URL): string {
  const kept = [...url.searchParams]
    .filter(([name]) => !TRACKING.test(name))
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
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
      sizeCalculation: (page) => page.size,
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

const PAGE_OVERHEAD_BYTES = 2048;

async function pack({ status, headers, body, tags }: RenderedPage): Promise<KeptPage> {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  const isWorthIt = body.length > 512 && COMPRESSIBLE.test(headers['content-type'] ?? '');
  const form = (bytes: Buffer, encoding: Encoding): Form => {
    const etag = status === 200 ? `"${hash}${encoding === 'identity' ? '' : `-${encoding}`}"` : null;
    return {
      body: bytes,
      etag,
      headers: {
        ...headers,
        ...(isWorthIt ? { vary: 'Accept-Encoding' } : {}),
        ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
        ...(etag
          ? { etag, 'cache-control': headers['cache-control'] ?? 'public, max-age=0, must-revalidate' }
          : {}),
        'content-length': bytes.length,
      },
    };
  };
  const identity = form(body, 'identity');
  if (!isWorthIt)
    return {
      status,
      tags,
      size: body.length + PAGE_OVERHEAD_BYTES,
      forms: { identity, gzip: identity, br: identity },
    };
  const [zipped, brotli] = await Promise.all([
    compressGzip(body, { level: 9 }),
    compressBrotli(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  ]);
  return {
    status,
    tags,
    size: body.length + zipped.length + brotli.length + PAGE_OVERHEAD_BYTES,
    forms: { identity, gzip: form(zipped, 'gzip'), br: form(brotli, 'br') },
  };
}

/** What goes on the wire for one client: status, headers and body of a kept page. */
export function answer(
  page: KeptPage,
  request: { acceptEncoding: string | undefined; ifNoneMatch: string | undefined },
): { status: number; headers: Record<string, string | number>; body: Buffer | null } {
  const { body, headers, etag } = page.forms[chooseEncoding(request.acceptEncoding)];
  if (etag === null || request.ifNoneMatch === undefined) return { status: page.status, headers, body };
  const known = request.ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (!known.includes(etag)) return { status: page.status, headers, body };
  const {
    'content-type': _type,
    'content-encoding': _encoding,
    'content-length': _length,
    ...rest
  } = headers;
  return { status: 304, headers: rest, body: null };
}
