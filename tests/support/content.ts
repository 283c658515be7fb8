import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { Act, Behaviour, Guide, Scene } from '#content/schema.ts';
import { readFolder } from '#server/content/service.ts';
import { buildRegistry, type Registry } from '#server/law/rules.ts';

export const acts = readFolder('content/law/acts', Act);
export const behaviours = readFolder('content/law/penalties', Behaviour);
export const registry: Registry = buildRegistry(acts, behaviours, []);

/** A Markdown file with its front matter, unparsed. */
export function readMarkdown(path: string): { front: unknown; body: string; raw: string } {
  const raw = readFileSync(path, 'utf8');
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(raw);
  if (!match) throw new Error(`${path}: no front matter`);
  return { front: parse(match[1]!), body: match[2]!, raw };
}

export const guideFiles = readdirSync('content/guides').filter((name) => name.endsWith('.md'));
export const guides = guideFiles.map((name) => {
  const { front, body, raw } = readMarkdown(`content/guides/${name}`);
  return { slug: name.replace(/\.md$/, ''), front, data: Guide.safeParse(front).data ?? null, body, raw };
});
export const scenes = new Map(readFolder('content/scenes', Scene).map((scene) => [scene.id, scene]));

/** Every string of a value with its path. */
export function* stringsOf(value: unknown, path = ''): Generator<[path: string, text: string]> {
  if (typeof value === 'string') yield [path, value];
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* stringsOf(item, `${path}.${index}`);
  else if (value && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) yield* stringsOf(item, path ? `${path}.${key}` : key);
  }
}
