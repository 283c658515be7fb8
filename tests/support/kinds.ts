import { mkdir, mkdtemp, readdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Questions of this folder are one of each kind. */
const KINDS = resolve('tests/support/kinds');

async function linkAll(from: string, into: string, except: string): Promise<void> {
  for (const name of await readdir(from))
    if (name !== except) await symlink(join(from, name), join(into, name));
}

/**
 * A copy of the project, by links, whose questions are one of each kind: a process started there serves these alone.
 * @returns a folder of the system's temporary ones; its `content/` is a content folder
 */
export async function projectOfKinds(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'chung-duong-kinds-'));
  await mkdir(join(root, 'content'));
  await linkAll(resolve(), root, 'content');
  await linkAll(resolve('content'), join(root, 'content'), 'questions');
  await symlink(KINDS, join(root, 'content', 'questions'));
  return root;
}
