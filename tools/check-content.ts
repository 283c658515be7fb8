/* Before a build: every guide fits its schema, and every citation and figure in it is known to the registry. */
import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { Act, Behaviour, Guide } from '#content/schema.ts';
import { readFolder } from '#server/content/service.ts';
import { buildRegistry, lawProblems } from '#server/law/rules.ts';

const registry = buildRegistry(
  readFolder('content/law/acts', Act),
  readFolder('content/law/penalties', Behaviour),
  [],
);
/** Any day will do: what is unknown or unconfirmed is so on every day. */
const DAY = '2026-11-21';

const problems = readdirSync('content/guides').flatMap((name) => {
  const [, front = '', body = ''] = readFileSync(`content/guides/${name}`, 'utf8').split(/^---$/m);
  const guide = Guide.safeParse(parse(front));
  if (!guide.success)
    return guide.error.issues.map((issue) => `${name}: ${issue.path.join('.')}: ${issue.message}`);
  const { rests, signs, lawful, notEnough } = guide.data;
  const cites = [...rests, ...[...signs, ...lawful, ...notEnough].flatMap((point) => point.cites)];
  return lawProblems(registry, cites, [front, body], DAY).map((problem) => `${name}: ${problem}`);
});

if (problems.length > 0) {
  console.error(`Nội dung chưa đúng:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
  process.exit(1);
}
