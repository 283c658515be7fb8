import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { Act, Behaviour, Guide, Movement, SearchPages, SearchWords } from '#content/schema.ts';
import { buildRegistry, type Registry } from '../law/rules.ts';

/** A question or a channel as far as search reads it. */
export type LooseItem = { id: string; title: string; summary: string; text: string; cites: string[] };

export type Sources = {
  guides: { slug: string; guide: Guide; body: string }[];
  registry: Registry;
  movements: { slug: string; movement: Movement }[];
  channels: LooseItem[];
  questions: LooseItem[];
  pages: SearchPages;
  words: SearchWords;
};

/** Content files of a folder; none when the folder is not there. */
const filesOf = (folder: string, ending: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(ending))
        .sort()
        .map((name) => join(folder, name))
    : [];

const readYaml = (path: string): unknown => parse(readFileSync(path, 'utf8'));
const slugOf = (path: string): string => basename(path).replace(/\.(ya?ml|md)$/, '');

/** Reads what can be searched for out of `content/`. Files that their own room reads strictly are read tolerantly here. */
export function readSources(contentDir: string): Sources {
  const folder = (...names: string[]) => join(contentDir, ...names);
  const withId = <T>(path: string, read: (raw: unknown) => T) => ({
    ...read(readYaml(path)),
    id: slugOf(path),
  });
  return {
    guides: filesOf(folder('guides'), '.md').map((path) => {
      const [, front = '', ...rest] = readFileSync(path, 'utf8').split(/^---$/m);
      return { slug: slugOf(path), guide: Guide.parse(parse(front)), body: rest.join(' ') };
    }),
    registry: buildRegistry(
      filesOf(folder('law', 'acts'), '.yaml').map((path) => withId(path, (raw) => Act.parse(raw))),
      filesOf(folder('law', 'penalties'), '.yaml').map((path) => withId(path, (raw) => Behaviour.parse(raw))),
      [],
    ),
    movements: filesOf(folder('movements'), '.yaml').map((path) => ({
      slug: slugOf(path),
      movement: Movement.parse(readYaml(path)),
    })),
    channels: filesOf(folder('channels'), '.yaml').flatMap((path) => looseItems(path, channelOf)),
    questions: filesOf(folder('questions'), '.yaml').flatMap((path) => looseItems(path, questionOf)),
    pages: existsSync(folder('search', 'pages.yaml'))
      ? SearchPages.parse(readYaml(folder('search', 'pages.yaml')))
      : [],
    words: existsSync(folder('search', 'words.yaml'))
      ? SearchWords.parse(readYaml(folder('search', 'words.yaml')))
      : { abbreviations: [], fillers: [] },
  };
}

type Loose = Record<string, unknown>;
const isLoose = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];

/** One item a file, a list of them, or a list under the file's only list of objects with an id. */
function looseItems(path: string, read: (item: Loose, id: string) => LooseItem): LooseItem[] {
  const raw = readYaml(path);
  const lists = isLoose(raw) ? Object.values(raw) : [raw];
  const list = lists.find((value): value is Loose[] => Array.isArray(value) && value.every(hasId));
  const items = list && list.length > 0 ? list : isLoose(raw) ? [raw] : [];
  return items
    .map((item) => read(item, textOf(item['id']) || slugOf(path)))
    .filter(({ title }) => title !== '');
}

const hasId = (value: unknown): boolean => isLoose(value) && textOf(value['id']) !== '';

/** What a channel is called and takes; never how it is reached, so that no number is found without its page. */
function channelOf(item: Loose, id: string): LooseItem {
  return {
    id,
    title: textOf(item['nameVi']) || textOf(item['title']) || textOf(item['name']),
    summary: textOf(item['shortVi']) || textOf(item['summaryVi']),
    text: [...textsOf(item['takes']), textOf(item['text']), textOf(item['ownerVi'])].join(' '),
    cites: textsOf(item['cites']),
  };
}

/** The question alone: no option, no explanation, nothing that gives the answer away. */
function questionOf(item: Loose, id: string): LooseItem {
  return {
    id,
    title: textOf(item['text']) || textOf(item['title']),
    summary: '',
    text: '',
    cites: textOf(item['provision']) === '' ? [] : [textOf(item['provision'])],
  };
}
