import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

/*
 * The embedded database belongs to one process. That process listens on a socket under the data folder, readable by
 * its owner only; the command-line tools send their commands there. The socket is also the lock: who answers, owns.
 */

export type Command = { name: string; args: Record<string, string> };
type Reply = { ok: true; result: string } | { ok: false; message: string };

const MAX_SOCKET_PATH = 100;

function socketPath(dataDir: string): string {
  const full = resolve(dataDir, 'control.sock');
  const short = relative(process.cwd(), full);
  const best = short.length < full.length ? short : full;
  if (best.length <= MAX_SOCKET_PATH) return best;
  return join(tmpdir(), `chung-duong-${createHash('sha256').update(full).digest('hex').slice(0, 16)}.sock`);
}

/**
 * Sends a command to the process that owns the embedded database.
 * @returns null when no such process runs
 */
export function sendCommand(dataDir: string, command: Command): Promise<Reply | null> {
  return new Promise((done, fail) => {
    const socket = connect(socketPath(dataDir));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') done(null);
      else fail(error);
    });
    socket.once('connect', () => socket.write(`${JSON.stringify(command)}\n`));
    onLine(socket, (line) => {
      socket.end();
      done(JSON.parse(line) as Reply);
    });
  });
}

/** Calls back with the first line that comes in. */
function onLine(socket: Socket, read: (line: string) => void): void {
  let text = '';
  const gather = (chunk: Buffer) => {
    text += chunk.toString('utf8');
    const end = text.indexOf('\n');
    if (end < 0) return;
    socket.off('data', gather);
    read(text.slice(0, end));
  };
  socket.on('data', gather);
}

export class AlreadyRunningError extends Error {}

/**
 * Takes the data folder for this process and answers commands.
 * @throws AlreadyRunningError when another process owns it
 */
export async function ownDataDir(
  dataDir: string,
  run: (command: Command) => Promise<string>,
): Promise<{ release(): Promise<void> }> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = socketPath(dataDir);
  if (await sendCommand(dataDir, { name: 'ping', args: {} })) {
    throw new AlreadyRunningError(
      `Thư mục dữ liệu ${dataDir} đang do một tiến trình khác dùng. Hãy dừng tiến trình đó, hoặc đặt DATA_DIR khác.`,
    );
  }
  if (existsSync(path)) rmSync(path);

  const server: Server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    onLine(socket, (line) => {
      void (async (): Promise<Reply> => {
        try {
          const command = JSON.parse(line) as Command;
          return { ok: true, result: command.name === 'ping' ? 'pong' : await run(command) };
        } catch (error) {
          return { ok: false, message: (error as Error).message };
        }
      })().then((reply) => socket.end(`${JSON.stringify(reply)}\n`));
    });
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(path, done);
  });
  chmodSync(path, 0o600);
  return { release: () => new Promise((done) => server.close(() => done())) };
}
