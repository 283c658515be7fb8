import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { Movement } from '#content/schema.ts';
import { stringsOf } from './content.ts';

const FOLDER = 'content/movements';

/** The files of content/movements, unparsed and parsed; `data` null: not by the schema. */
export const movementFiles = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => {
    const raw = readFileSync(`${FOLDER}/${name}`, 'utf8');
    const front: unknown = parse(raw);
    return { slug: name.replace(/\.yaml$/, ''), raw, front, data: Movement.safeParse(front).data ?? null };
  });

export const movements = movementFiles.flatMap(({ data, ...file }) => (data ? [{ ...file, data }] : []));

/** The movement of a plan. @throws Error when no file has that code */
export function movementOf(code: string): Movement {
  const file = movements.find(({ data }) => data.planCode === code);
  if (!file) throw new Error(`no movement of plan ${code}`);
  return file.data;
}

const LISTS = [
  'legalBasis',
  'purposes',
  'taskGroups',
  'targets',
  'deadlines',
  'rewards',
  'confidentiality',
] as const;

/** Every line that rests on a clause, with the list it stands in. */
export const linesOf = (data: Movement) => [
  ...LISTS.flatMap((list) => data[list].map((line) => ({ ...line, list }))),
  ...data.duties.flatMap(({ lines }) => lines.map((line) => ({ ...line, list: 'duties' }))),
];

/** Fields that name a body, a place or a document as it is called: no sentences of ours. */
const NAMES =
  /^(issuer|number|province|title|planCode|state|issuedOn|endedOn|checkedOn)$|\.(who|from|to|unit|name|value|key|clause|focus|guide|id)$|\.acts\./;

/** What a file says in our own words: path and text. */
export const ownWordsOf = (data: Movement): [path: string, text: string][] =>
  [...stringsOf(data)].filter(([path]) => !NAMES.test(path));
