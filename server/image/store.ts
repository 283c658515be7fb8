import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSigner, keptKey } from '../keys/store.ts';
import { createTurns } from '../turns.ts';

/** What an image address names; signed, so that nobody can have others drawn. */
export type ImageAddress = { template: string; subject: string; size: string };

export type ImageStore = {
  /** Path of an image, signature included: `/anh/guide/di-nguoc-chieu/1200x630.png?k=…`. */
  path(address: ImageAddress): string;
  isSigned(address: ImageAddress, signature: string): boolean;
  /**
   * The image of these parameters: from disk when it was drawn before, else drawn now. Equal requests at the same
   * time share one drawing; at most two are drawn at once.
   */
  get(parameters: unknown, draw: () => Promise<Buffer>): Promise<{ png: Buffer; hash: string }>;
  /** Drawings made since the start. */
  readonly drawn: number;
};

const MAX_DRAWING = 2;

/** @param given secret from the environment; null: one is made and kept under the data folder */
export function createImageStore(dataDir: string, given: string | null): ImageStore {
  const signer = createSigner(given ?? keptKey(dataDir, 'image'));
  const folder = join(dataDir, 'images');
  const drawing = new Map<string, Promise<Buffer>>();
  const inTurn = createTurns(MAX_DRAWING);
  let drawn = 0;

  const textOf = ({ template, subject, size }: ImageAddress) => `${template}/${subject}/${size}`;

  const load = async (hash: string, draw: () => Promise<Buffer>): Promise<Buffer> => {
    const file = join(folder, hash.slice(0, 2), `${hash}.png`);
    const kept = await readFile(file).catch(() => null);
    if (kept) return kept;
    return inTurn(async () => {
      drawn += 1;
      const png = await draw();
      await mkdir(join(folder, hash.slice(0, 2)), { recursive: true });
      const half = `${file}.${randomBytes(4).toString('hex')}`;
      await writeFile(half, png);
      await rename(half, file);
      return png;
    });
  };

  return {
    path: (address) => {
      const { template, subject, size } = address;
      return `/anh/${template}/${subject}/${size}.png?k=${signer.sign(textOf(address))}`;
    },
    isSigned: (address, signature) => signer.isSigned(textOf(address), signature),
    get: async (parameters, draw) => {
      const hash = createHash('sha256').update(JSON.stringify(parameters)).digest('hex').slice(0, 40);
      let task = drawing.get(hash);
      if (!task) {
        task = load(hash, draw).finally(() => drawing.delete(hash));
        drawing.set(hash, task);
      }
      return { png: await task, hash };
    },
    get drawn() {
      return drawn;
    },
  };
}
