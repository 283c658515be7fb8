import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createTurns } from '../turns.ts';
import { MEDIA_TYPES, type MediaType, type Variant } from './rules.ts';

/** One file on disk: the bytes of a hash in their own form, or a variant of them. */
export type Kept = { sha256: string; type: MediaType; variant?: Variant | undefined };

export type MediaStore = {
  /**
   * Writes files to disk, each whole or not at all; what is there already is left. Returns when the disk has them.
   * @throws when the disk refuses
   */
  keep(files: readonly (Kept & { bytes: Uint8Array })[]): Promise<void>;
  /** A file opened for reading, and its size; null: it is not there. Whoever opens it closes it. */
  open(file: Kept): Promise<{ handle: FileHandle; size: number } | null>;
  /** Removes what is kept under a hash, variants included. */
  drop(sha256: string): Promise<void>;
  /** Every hash that something is kept under. Half-written files of more than a day ago are removed on the way. */
  hashes(): AsyncGenerator<string>;
  /** Decoding takes memory: only so many at once. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
};

/** Whatever else lies in the folder is not ours. */
const NAME = /^[0-9a-f]{64}\./;
const MAX_AT_ONCE = 2;
const HALF_MAX_AGE_MS = 24 * 60 * 60 * 1000;

/** Files named by their content, in a folder for each two letters: `media/3f/3f2a….960.webp`. */
export function createMediaStore(dataDir: string): MediaStore {
  const root = join(dataDir, 'media');
  const folderOf = (sha256: string) => join(root, sha256.slice(0, 2));
  const pathOf = ({ sha256, type, variant }: Kept) => {
    const { extension } = MEDIA_TYPES[variant?.type ?? type];
    return join(folderOf(sha256), `${sha256}${variant ? `.${variant.widthPx}` : ''}.${extension}`);
  };

  const write = async (path: string, bytes: Uint8Array): Promise<void> => {
    const half = `${path}.${randomBytes(6).toString('hex')}.half`;
    const handle = await open(half, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(half, path);
  };

  return {
    keep: async (files) => {
      for (const file of files) {
        const path = pathOf(file);
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        if (await stat(path).catch(() => null)) continue;
        await write(path, file.bytes);
        // The name itself is in the folder, which has to reach the disk too.
        const folder = await open(dirname(path), 'r');
        await folder.sync().finally(() => folder.close());
      }
    },
    open: async (file) => {
      const handle = await open(pathOf(file), 'r').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      return handle && { handle, size: (await handle.stat()).size };
    },
    drop: async (sha256) => {
      for (const name of await namesIn(folderOf(sha256)))
        if (name.startsWith(`${sha256}.`)) await rm(join(folderOf(sha256), name), { force: true });
    },
    hashes: async function* () {
      for (const folder of await namesIn(root)) {
        const found = new Set<string>();
        for (const name of await namesIn(join(root, folder))) {
          if (name.endsWith('.half')) await dropIfOld(join(root, folder, name));
          else if (NAME.test(name)) found.add(name.slice(0, 64));
        }
        yield* found;
      }
    },
    inTurn: createTurns(MAX_AT_ONCE),
  };
}

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });

async function dropIfOld(path: string): Promise<void> {
  const facts = await stat(path).catch(() => null);
  if (facts && Date.now() - facts.mtimeMs > HALF_MAX_AGE_MS) await rm(path, { force: true });
}
