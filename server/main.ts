import { IncomingMessage, createServer, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import compression from 'compression';
import sirv from 'sirv';
import { openApp } from './app.ts';
import { keepSealing } from './audit/daily.ts';
import { LARGEST_BODY, refusalOfBody } from './body.ts';
import { answer, pageKey, PageCache, type RenderedPage } from './cache.ts';
import { msUntilNextDay } from './calendar.ts';
import { readGameTag } from './classroom/rules.ts';
import { createContext, type Context, type Services } from './context.ts';
import { readEnv, requireSafeHost, type Env } from './env.ts';
import { serveEvents } from './events.ts';
import { KEY_PURPOSES } from './keys/rules.ts';
import { cleanMedia } from './media/clean.ts';
import { fillSampleBulletins } from './bulletin/sample.ts';
import { hasSessionCookie } from './staff/actor.ts';
import { settleSampleAccounts } from './staff/sample.ts';
import { fillSampleOutcomes } from './outcomes/release/sample.ts';
import { fillSampleUnits } from './units/sample.ts';
import { contextOfForm, contextOfVisit } from './visit.ts';

/** Astro's handler in middleware mode. */
type Handler = (
  req: IncomingMessage,
  res: ServerResponse,
  next: (() => void) | undefined,
  locals: { context: Context },
) => Promise<void>;

/** Where an answer may depend on who asks: never kept, never shared. */
const PRIVATE = /^\/((api|ban-lam-viec|tep)(\/|$)|hoc-va-thi\/[^/]+\/(bai|in)(\/|$)|bai-tap\/[^/]+)/;
/** Pages that other sites may show in a frame: without cookies, with nothing in them that changes anything. */
const FRAMEABLE = /^\/ket-qua\/nhung\//;
/** What one page may keep at most, whatever its tags say. */
const MAX_AGE_MS = 60 * 60 * 1000;
const DRAIN_MS = 5000;
/** Lines that wait to be taken. Of 2,000 phones that come at once, one that finds no room tries again seconds later. */
const BACKLOG = 4096;
const CLEANING_MS = 24 * 60 * 60 * 1000;

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), interest-cohort=()',
  'cross-origin-opener-policy': 'same-origin',
  'x-frame-options': 'DENY',
} as const;

/** Names under which this site may be asked for. */
function allowedHosts(env: Env): Set<string> {
  const site = new URL(env.siteUrl);
  return new Set([site.host, `localhost:${env.port}`, `127.0.0.1:${env.port}`, `[::1]:${env.port}`]);
}

/** Renders a page apart from any client: no cookies, no abort, nothing of who asks. */
async function renderApart(handler: Handler, url: URL, services: Services): Promise<RenderedPage> {
  const req = new IncomingMessage(new Socket());
  req.method = 'GET';
  req.url = url.pathname + url.search;
  req.headers = { host: url.host, accept: 'text/html' };
  const chunks: Buffer[] = [];
  const headers: Record<string, string> = {};
  let status = 200;
  const res = new PassThrough();
  const sink = Object.assign(res, {
    req,
    headersSent: false,
    setHeader: (name: string, value: string) => void (headers[name.toLowerCase()] = String(value)),
    writeHead: (code: number, given: Record<string, string | string[]> = {}) => {
      status = code;
      sink.headersSent = true;
      for (const [name, value] of Object.entries(given)) headers[name.toLowerCase()] = String(value);
      return sink;
    },
  });
  const ended = new Promise<void>((done, fail) => {
    res.on('data', (chunk: Buffer) => chunks.push(chunk));
    res.on('end', done);
    res.on('error', fail);
  });
  await handle(handler, req, sink as unknown as ServerResponse, createContext(services));
  await ended;
  const tags = (headers['x-cache-tags'] ?? '').split(' ').filter(Boolean);
  for (const internal of ['x-cache-tags', 'transfer-encoding', 'connection', 'content-length'])
    delete headers[internal];
  if (headers['content-type'] === 'text/html') headers['content-type'] = 'text/html; charset=utf-8';
  return { status, headers, body: Buffer.concat(chunks), tags };
}

/** Astro answers an unknown address without what a page needs; so the 404 page is asked for by name. */
async function handle(
  handler: Handler,
  req: IncomingMessage,
  res: ServerResponse,
  context: Context,
): Promise<void> {
  const locals = { context };
  await new Promise<void>((done, fail) => {
    const notFound = () => {
      req.url = '/404/';
      void handler(req, res, undefined, locals).then(done, fail);
    };
    void handler(req, res, notFound, locals).then(done, fail);
  });
}

/** What is there for trying the desk: units with their figures, an account per role, bulletins. @throws SampleAccountError */
async function settleSamples(services: Services): Promise<void> {
  if (services.env.isSampleMode) await fillSampleUnits(services);
  await settleSampleAccounts(services);
  if (!services.env.isSampleMode) return;
  // After the accounts: they name those who signed them.
  await fillSampleOutcomes(services);
  await fillSampleBulletins(services);
}

/** What is served: Astro's handler and the folder of files beside it. */
export type Site = { handler: Handler; files: string | null };

async function loadBuiltSite(): Promise<Site> {
  const entry = '../dist/server/entry.mjs';
  return { handler: ((await import(entry)) as { handler: Handler }).handler, files: 'dist/client' };
}

export type RunningServer = { url: string; cache: PageCache; services: Services; stop(): Promise<void> };

/**
 * Starts the site.
 * @param loadSite absent: what the build left in `dist`
 * @throws EnvError, AlreadyRunningError, MigrationError, ContentError, SampleAccountError
 */
export async function startServer(
  env: Env,
  loadSite: () => Promise<Site> = loadBuiltSite,
): Promise<RunningServer> {
  requireSafeHost(env);
  const app = await openApp(env);
  const { services } = app;
  await settleSamples(services).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  const sealing = await keepSealing(services, (sentence) => console.error(sentence));
  const { handler, files } = await loadSite();
  const cache = new PageCache();
  services.db.onChange((tags) => {
    // Games move on several times a second; no kept page is about one.
    const ofPages = tags.filter((tag) => readGameTag(tag) === null);
    if (ofPages.length > 0) cache.purge(ofPages);
  });

  const hosts = allowedHosts(env);
  const isSecure = env.siteUrl.startsWith('https:');
  const serveFile =
    files === null
      ? (_req: IncomingMessage, _res: ServerResponse, next: () => void) => next()
      : sirv(files, { brotli: true, gzip: true, dotfiles: false, setHeaders: fileHeaders });
  const compressAnswer = compression({ threshold: 1024 });
  /** Answers not sent to their end yet; a stream of events has none. */
  const underWay = new Set<ServerResponse>();
  let isDraining = false;

  const server = createServer((req, res) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) res.setHeader(name, value);
    if (isSecure) res.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
    if (isDraining) res.setHeader('connection', 'close');

    if (req.url === '/healthz') return sendText(res, isDraining ? 503 : 200, isDraining ? 'draining' : 'ok');
    if (!hosts.has(req.headers.host ?? ''))
      return sendText(res, 421, 'Tên miền này không thuộc trang Chung Đường.');
    const url = readUrl(req);
    if (!url) return sendText(res, 400, 'Địa chỉ không đọc được.');
    if (/^\/(?!\/)([^.]*[^/.])$/.test(url.pathname) && !url.pathname.startsWith('/api/')) {
      res.writeHead(308, {
        location: `${url.pathname}/${url.search}`,
        'cache-control': 'public, max-age=3600',
      });
      return void res.end();
    }
    if (isForeignWrite(req, env)) return sendText(res, 403, 'Yêu cầu đến từ một trang khác nên bị từ chối.');
    const refusal = refusalOfBody(req, url.pathname);
    if (refusal) {
      res.setHeader('connection', 'close');
      return sendText(res, refusal.status, refusal.sentence);
    }

    serveFile(req, res, () => {
      if ((req.method === 'GET' || req.method === 'HEAD') && !PRIVATE.test(url.pathname)) {
        void servePage(req, res, url);
      } else {
        underWay.add(res);
        res.once('close', () => underWay.delete(res));
        compressAnswer(req as never, res as never, () => void serveApart(req, res, url));
      }
    });
  });

  async function servePage(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    try {
      const now = services.now();
      const ttlMs = Math.min(MAX_AGE_MS, msUntilNextDay(now), await services.embargo.msUntilNext(now));
      const page = await cache.get(pageKey(url), ttlMs, () => renderApart(handler, url, services));
      const { status, headers, body } = answer(page, {
        acceptEncoding: req.headers['accept-encoding'],
        ifNoneMatch: req.headers['if-none-match'],
      });
      const isFrameable = FRAMEABLE.test(url.pathname);
      if (isFrameable) res.removeHeader('x-frame-options');
      res.writeHead(status, isFrameable ? frameable(headers) : headers);
      res.end(req.method === 'HEAD' ? undefined : body);
    } catch (error) {
      fail(res, url, error);
    }
  }

  async function serveApart(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    try {
      if (!PRIVATE.test(url.pathname))
        return await handle(handler, req, res, contextOfForm(services, req, res));
      res.setHeader('cache-control', 'no-store');
      // An address of the desk may be a one-time link: no other request names it. With `no-referrer` browsers would send their
      // own forms as of no origin.
      res.setHeader('referrer-policy', 'strict-origin');
      const context = await contextOfVisit(services, req, res);
      if (await serveEvents(req, res, url, context)) return;
      await handle(handler, req, res, context);
    } catch (error) {
      fail(res, url, error);
    }
  }

  function fail(res: ServerResponse, url: URL, error: unknown): void {
    console.error(`${withoutTokens(url.pathname)}:`, error);
    if (!res.headersSent) sendText(res, 500, 'Máy chủ gặp lỗi. Hãy thử lại sau ít phút.');
    else res.destroy();
  }

  server.headersTimeout = 15_000;
  server.requestTimeout = LARGEST_BODY.ms;
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen({ port: env.port, host: env.host, backlog: BACKLOG }, done);
  }).catch(async (error: unknown) => {
    await sealing.stop();
    await app.close();
    throw error;
  });

  const cleaning = setInterval(() => {
    cleanMedia(services).catch((error: unknown) => console.error('media:clean:', error));
  }, CLEANING_MS).unref();

  return {
    url: `http://${env.host === '127.0.0.1' || env.host === '0.0.0.0' ? 'localhost' : env.host}:${env.port}`,
    cache,
    services,
    stop: async () => {
      isDraining = true;
      clearInterval(cleaning);
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeIdleConnections();
      // Cut, not ended: a browser that follows comes back by itself, to whoever serves then.
      for (const res of underWay) if (isEventStream(res)) res.destroy();
      const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      await closed;
      clearTimeout(force);
      await sealing.stop();
      await app.close();
    },
  };
}

/** The policy of a page without what keeps it out of frames, and otherwise as it was. */
function frameable(headers: Record<string, string | number>): Record<string, string | number> {
  const policy = headers['content-security-policy'];
  if (typeof policy !== 'string') return headers;
  return {
    ...headers,
    'content-security-policy': policy.replace(/frame-ancestors [^;]*/, 'frame-ancestors *'),
  };
}

const isEventStream = (res: ServerResponse): boolean =>
  String(res.getHeader('content-type')).startsWith('text/event-stream');

function fileHeaders(res: ServerResponse, pathname: string): void {
  const isForever = pathname.startsWith('/_astro/') || pathname.startsWith('/fonts/');
  res.setHeader('cache-control', isForever ? 'public, max-age=31536000, immutable' : 'public, max-age=3600');
}

/** A path as it is logged: one-time links and signatures in it open nothing to whoever reads the log. */
const withoutTokens = (path: string): string =>
  path.replaceAll(/[\w-]{40,}/g, '…').replace(/^(\/giay\/[^/]+\/)[^/]+/, '$1…');

function sendText(res: ServerResponse, status: number, sentence: string): void {
  res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  res.end(`${sentence}\n`);
}

function readUrl(req: IncomingMessage): URL | null {
  try {
    const url = new URL(req.url ?? '/', `http://${req.headers.host}`);
    decodeURI(url.pathname);
    return /%00/.test(url.href) ? null : url;
  } catch {
    return null;
  }
}

/**
 * A write that may come from a page of another site. Browsers name the page's origin with every write; a client that is no
 * browser names none, and is let in as long as it carries nobody's session.
 */
function isForeignWrite(req: IncomingMessage, env: Env): boolean {
  if (req.method === 'GET' || req.method === 'HEAD') return false;
  const { origin } = req.headers;
  if (origin === undefined)
    return hasSessionCookie(req.headers.cookie) && req.headers['sec-fetch-site'] !== 'same-origin';
  return !URL.canParse(origin) || !(origin === env.siteUrl || new URL(origin).host === req.headers.host);
}

if (import.meta.main) {
  try {
    const startedAt = performance.now();
    const env = readEnv();
    const running = await startServer(env);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(
      `Chung Đường đang chạy tại ${running.url} (${seconds} giây, cơ sở dữ liệu ${running.services.db.kind === 'embedded' ? 'đi kèm' : 'PostgreSQL'})`,
    );
    const { keys } = running.services;
    for (const purpose of KEY_PURPOSES.filter((one) => keys.sourceOf(one) === 'missing'))
      console.log(
        `Thiếu khóa riêng “${purpose}”: tiến trình này không ký được. Hãy dùng chung DATA_DIR, đặt SIGNING_KEY_${purpose.toUpperCase()} hoặc thay khóa ở bàn làm việc.`,
      );
    if (env.operator.isSample)
      console.log('Chưa khai báo đơn vị vận hành: trang ghi rõ đây là bản chạy thử. Xem .env.example.');
    const stop = () => void running.stop().then(() => process.exit(0));
    process.once('SIGTERM', stop).once('SIGINT', stop);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}
