import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What stands between a phone and the server. */
export type SlowLineOptions = {
  /** Port of the server on this machine. */
  to: number;
  downBitsPerSecond: number;
  upBitsPerSecond: number;
  /** Added to each way there and back, half on the way up and half on the way down. */
  delayMs: number;
  /** Share of the connections that stall for a while, and share of those that are cut, each somewhere in mid-reply. */
  stallShare: number;
  cutShare: number;
  stallMs: number;
  /** Passes an event stream on only when it is over, which is never, as some proxies of schools do. */
  holdsStreams: boolean;
  /** Which connections fare badly, and when; the same seed, the same line. */
  seed: number;
};

export type SlowLine = {
  port: number;
  connections: number;
  stalled: number;
  cut: number;
  held: number;
  downBytes: number;
  /** Cuts every connection there is. */
  cutAll: () => void;
  /** Nothing comes down for so long. */
  stallAll: (ms: number) => void;
  stop: () => Promise<void>;
};

const PACKET_BYTES = 1000;
/** A stall or a cut comes after so many bytes down at most. */
const TROUBLE_WITHIN_BYTES = 24_000;

/** A share drawn from a seed: mulberry32. */
function newDraw(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One way of the line, which all connections share packet by packet. */
function newWay(bitsPerSecond: number): (bytes: number) => Promise<void> {
  let freeAt = 0;
  return (bytes) => {
    const now = performance.now();
    freeAt = Math.max(now, freeAt) + (bytes * 8000) / bitsPerSecond;
    return new Promise((sent) => setTimeout(sent, freeAt - now));
  };
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Carries one direction of one connection, in order: through the way at its pace, then the delay. */
function carry(
  from: Socket,
  to: Socket,
  way: (bytes: number) => Promise<void>,
  delayMs: number,
  onPacket: (packet: Buffer) => Promise<boolean>,
): void {
  let last = Promise.resolve();
  const drain = async (chunk: Buffer) => {
    for (let at = 0; at < chunk.length; at += PACKET_BYTES) {
      const packet = chunk.subarray(at, at + PACKET_BYTES);
      await way(packet.length);
      if (!(await onPacket(packet))) continue;
      const arrives = pause(delayMs);
      last = last.then(() => arrives).then(() => void (to.destroyed || to.write(packet)));
    }
  };
  from.on('data', (chunk: Buffer) => {
    // What is not carried yet is not read: nobody's reply fills the line for the others.
    from.pause();
    void drain(chunk).then(() => from.resume());
  });
  from.on('end', () => void last.then(() => to.end()));
  from.on('error', () => to.destroy());
  from.on('close', () => void last.then(() => to.destroy()));
}

/** Opens the line. */
export async function startSlowLine(options: SlowLineOptions): Promise<SlowLine> {
  const { to, downBitsPerSecond, upBitsPerSecond, delayMs, stallShare, cutShare, stallMs, seed } = options;
  const draw = newDraw(seed);
  const down = newWay(downBitsPerSecond);
  const up = newWay(upBitsPerSecond);
  const sockets = new Set<Socket>();
  const server = createServer();
  let stalled = Promise.resolve();
  const line: SlowLine = {
    ...{ port: 0, connections: 0, stalled: 0, cut: 0, held: 0, downBytes: 0 },
    cutAll: () => {
      for (const socket of sockets) socket.destroy();
    },
    stallAll: (ms) => {
      stalled = pause(ms);
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };

  server.on('connection', (phone) => {
    line.connections += 1;
    const [fate, after] = [draw(), draw() * TROUBLE_WITHIN_BYTES];
    const trouble = fate < stallShare ? 'stall' : fate < stallShare + cutShare ? 'cut' : null;
    const site = connect(to, '127.0.0.1');
    for (const socket of [phone, site]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('close', () => sockets.delete(socket));
    }
    let seen = 0;
    let isDue = trouble !== null;
    let isHeld = false;
    carry(phone, site, up, delayMs / 2, () => Promise.resolve(true));
    carry(site, phone, down, delayMs / 2, async (packet) => {
      await stalled;
      seen += packet.length;
      line.downBytes += packet.length;
      if (
        options.holdsStreams &&
        !isHeld &&
        /content-type: *text\/event-stream/i.test(packet.toString('latin1'))
      ) {
        isHeld = true;
        line.held += 1;
      }
      if (isDue && seen > after) {
        isDue = false;
        if (trouble === 'cut') {
          line.cut += 1;
          phone.destroy();
          site.destroy();
        } else {
          line.stalled += 1;
          await pause(stallMs);
        }
      }
      return !isHeld;
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  line.port = (server.address() as AddressInfo).port;
  return line;
}
