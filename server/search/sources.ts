import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import {
  Act,
  Behaviour,
  Channel,
  Guide,
  Movement,
  QuestionFile,
  SearchPages,
  SearchWords,
  type Question,
} from '#content/schema.ts';
import { buildRegistry, type Registry } from '../law/rules.ts';

/** A question or a channel as far as search reads it. */
export type Item = {
  id: string;
  path: string;
  title: string;
  summary: string;
  text: string;
  cites: string[];
};

export type Sources = {
  guides: { slug: string; guide: Guide; body: string }[];
  registry: Registry;
  movements: { slug: string; movement: Movement }[];
  channels: Item[];
  questions: Item[];
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

/** Reads what can be searched for out of `content/`. */
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
    channels: filesOf(folder('channels'), '.yaml').map((path) =>
      channelItem(slugOf(path), Channel.parse(readYaml(path))),
    ),
    questions: filesOf(folder('questions'), '.yaml').flatMap((path) =>
      QuestionFile.parse(readYaml(path)).questions.map(questionItem),
    ),
    pages: existsSync(folder('search', 'pages.yaml'))
      ? SearchPages.parse(readYaml(folder('search', 'pages.yaml')))
      : [],
    words: existsSync(folder('search', 'words.yaml'))
      ? SearchWords.parse(readYaml(folder('search', 'words.yaml')))
      : { abbreviations: [], fillers: [] },
  };
}

/** What a channel is called and takes; never how it is reached, so that no number is found without its page. */
const channelItem = (id: string, channel: Channel): Item => ({
  id,
  path: `/kenh-tiep-nhan/${id}/`,
  title: channel.nameVi,
  summary: channel.shortVi,
  text: channel.takes.join(' '),
  cites: channel.cites,
});

/** The question alone, leading to a set that asks it: no option, no explanation, nothing that gives the answer away. */
const questionItem = ({ id, text, provision, guides }: Question): Item => ({
  id,
  path: `/hoc-va-thi/${guides[0] ?? 'tong-hop'}/`,
  title: text,
  summary: '',
  text: '',
  cites: [provision],
});
