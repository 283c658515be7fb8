import { format } from 'node:util';
import { expect, vi } from 'vitest';
import { startServer } from '#server/main.ts';
import { testEnv } from './app.ts';
import { freePort, trpcSite } from './trpc-site.ts';

/** What a phone sends along without being asked. */
const PHONE = {
  'content-type': 'application/json',
  'x-forwarded-for': '203.0.113.77',
  'x-real-ip': '203.0.113.77',
  cookie: 'who=a-child-of-class-8',
  'user-agent': 'PhoneOfThatChild/1.0',
  referer: 'https://school.example/class-8',
};
/** By what of it somebody could be found. */
const TRACES = [
  '203.0.113.77',
  '127.0.0.1',
  '::1',
  'a-child-of-class-8',
  'PhoneOfThatChild',
  'school.example',
];

/** A server whose rows and printed lines are searched afterwards. Prints nothing until it is cleaned up. */
export async function startWatchedServer(room: 'classroom' | 'homework') {
  const port = await freePort();
  const { env, clean } = await testEnv({ PORT: String(port), SITE_URL: `http://127.0.0.1:${port}` });
  const printed: string[] = [];
  for (const kind of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, kind).mockImplementation((...said: unknown[]) => void printed.push(format(...said)));
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((said) => printed.push(String(said)) > 0);
  const server = await startServer(env, async () => trpcSite);

  /** Every row of every table, as text. */
  const everything = async (): Promise<string> => {
    const { prisma } = server.services.db;
    const tables = await prisma.$queryRaw<{ name: string }[]>`
      SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public'`;
    const texts = await Promise.all(
      tables.map(({ name }) =>
        prisma.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM "${name}" t`),
      ),
    );
    return texts
      .flat()
      .map(({ row }) => row)
      .join('\n');
  };

  return {
    server,
    /** One procedure as a phone asks it; undefined when it is refused. */
    ask: async <T>(procedure: string, input: unknown): Promise<T> => {
      const reply = await fetch(`${server.url}/api/trpc/${room}.${procedure}`, {
        method: 'POST',
        headers: PHONE,
        body: JSON.stringify(input),
      });
      expect(reply.headers.get('set-cookie')).toBeNull();
      expect(reply.headers.get('cache-control') ?? '').not.toContain('public');
      return ((await reply.json()) as { result: { data: T } }).result?.data;
    },
    /** @param known stands in the rows, so that they are known to be looked at */
    expectNoTrace: async (known: string, secrets: readonly string[]): Promise<void> => {
      const rows = await everything();
      expect(rows).toContain(known);
      const said = printed.join('\n');
      for (const trace of [...secrets, ...TRACES]) {
        expect(rows).not.toContain(trace);
        expect(said).not.toContain(trace);
      }
    },
    cleanUp: async (): Promise<void> => {
      vi.restoreAllMocks();
      await clean();
    },
  };
}
