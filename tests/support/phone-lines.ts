import { Agent, get, request, type ClientRequest } from 'node:http';
import { StringDecoder } from 'node:string_decoder';
import type { ShownTask } from '#server/quiz/rules.ts';

/** What the tests read of a view. */
export type View = {
  phase: string;
  question: { position: number; ref: string; task: ShownTask } | null;
  window: { opensAt: number; closesAt: number } | null;
  /** Of a host only. */
  seq?: number;
  answers?: number;
};
/** An answer of the server to one procedure. */
export type Reply = { status: number; data: Record<string, unknown>; bytes: number };

/** The line on which a device asks: one connection, as a browser keeps it. */
export class Line {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #base: string;
  #current: ClientRequest | null = null;

  constructor(url: string) {
    this.#base = `${url}/api/trpc/classroom.`;
  }

  post(procedure: string, input: unknown): Promise<Reply> {
    const body = JSON.stringify(input);
    return new Promise((done, fail) => {
      const req = request(
        this.#base + procedure,
        {
          method: 'POST',
          agent: this.#agent,
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        },
        (res) => {
          let text = '';
          res.setEncoding('utf8');
          res.on('data', (chunk: string) => (text += chunk));
          res.on('error', fail);
          res.on('end', () => {
            try {
              const parsed = JSON.parse(text) as {
                result?: { data: Record<string, unknown> };
                error?: unknown;
              };
              done({
                status: res.statusCode!,
                data: parsed.result?.data ?? { error: parsed.error },
                bytes: Buffer.byteLength(text),
              });
            } catch {
              fail(new Error(`${res.statusCode}: ${text.slice(0, 200)}`));
            }
          });
        },
      );
      this.#current = req;
      req.on('error', fail);
      req.end(body);
    });
  }

  /** As when a phone loses its network: nothing is said to the server. */
  cut(): void {
    this.#current?.destroy();
    this.#agent.destroy();
  }
}

/** The line on which a device follows: reads a stream of events until it ends. */
export class Stream {
  readonly #url: string;
  #req: ClientRequest | null = null;
  lastId: string | null = null;
  messages = 0;
  bytes = 0;
  pings = 0;
  connects = 0;

  constructor(url: string, procedure: string, ticket: string) {
    this.#url = `${url}/api/trpc/classroom.${procedure}?input=${encodeURIComponent(JSON.stringify({ ticket }))}`;
  }

  open(onView: (view: View) => void, onEnd: () => void, onConnected = () => {}): void {
    this.connects += 1;
    const req = get(
      this.#url,
      {
        agent: false,
        headers: {
          accept: 'text/event-stream',
          ...(this.lastId === null ? {} : { 'last-event-id': this.lastId }),
        },
      },
      (res) => {
        const decoder = new StringDecoder('utf8');
        let text = '';
        res.on('data', (chunk: Buffer) => {
          this.bytes += chunk.length;
          text += decoder.write(chunk);
          for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
            this.#take(text.slice(0, end), onView, onConnected);
            text = text.slice(end + 2);
          }
        });
        res.on('error', () => undefined);
        res.on('close', () => {
          if (this.#req === req) onEnd();
        });
      },
    );
    this.#req = req;
    req.on('error', () => {
      if (this.#req === req) onEnd();
    });
  }

  #take(block: string, onView: (view: View) => void, onConnected: () => void): void {
    const fields = new Map(
      block
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()]),
    );
    if (fields.get('event') === 'ping') this.pings += 1;
    if (fields.get('event') === 'connected') onConnected();
    if (fields.has('event') || !fields.has('data')) return;
    this.lastId = fields.get('id') ?? this.lastId;
    this.messages += 1;
    onView(JSON.parse(fields.get('data')!) as View);
  }

  cut(): void {
    const req = this.#req;
    this.#req = null;
    req?.destroy();
  }
}
