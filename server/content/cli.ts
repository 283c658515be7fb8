/* npm run content:due [-- <day>]: what must be compared with its sources again by a day; today when none is given. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Act, Guide } from '#content/schema.ts';
import { dayOf } from '../calendar.ts';
import { nameOf } from '../law/rules.ts';
import { CONTENT_DIR, readFolder } from './service.ts';

const day = process.argv[2] ?? dayOf(new Date());
const guides = readdirSync(join(CONTENT_DIR, 'guides')).map((name) => {
  const [, front = ''] = readFileSync(join(CONTENT_DIR, 'guides', name), 'utf8').split(/^---$/m);
  const { title, reviewBy } = Guide.parse(parse(front));
  return { what: `Cẩm nang: ${title}`, reviewBy };
});
const acts = readFolder(join(CONTENT_DIR, 'law', 'acts'), Act).map(
  ({ kind, number, reviewBy, confidence }) => ({
    what: `Văn bản: ${nameOf({ kind, number })}${confidence === 'verified' ? '' : ' (cần đối chiếu)'}`,
    reviewBy,
  }),
);
const due = [...acts, ...guides]
  .filter(({ reviewBy }) => reviewBy <= day)
  .sort((a, b) => (a.reviewBy < b.reviewBy ? -1 : 1));

for (const { reviewBy, what } of due) console.log(`${reviewBy}  ${what}`);
console.log(`${due.length} mục cần kiểm tra lại đến ngày ${day}.`);
