/*
 * What stands in comments of a GIFT file and is meant for programs: `[id:…]` and `[tag:…]` as Moodle has them, and what this
 * platform knows of a question and GIFT has no place for. Others read over it.
 */

export type Attribute = { name: 'id' | 'tag' | 'unit' | 'mark' | 'misconception'; value: string };

/** A bracket within a value is escaped, and so is a backslash. */
const ATTRIBUTE = /\[(id|tag|unit|mark|misconception):((?:\\.|[^\]\\]){1,300})\]/g;

export function attributesOf(comment: string): Attribute[] {
  return [...comment.matchAll(ATTRIBUTE)].map(([, name, value]) => ({
    name: name as Attribute['name'],
    value: value!.replace(/\\([\]\\n])/g, (_, char: string) => (char === 'n' ? '\n' : char)).trim(),
  }));
}

export const writeAttribute = ({ name, value }: Attribute): string =>
  `[${name}:${value.replace(/[\]\\]/g, '\\$&').replaceAll('\n', '\\n')}]`;

/** Options share the mark, and all and only the right ones make it: what Moodle has only weights for. */
export const ALL_OR_NOTHING: Attribute = { name: 'mark', value: 'all' };
