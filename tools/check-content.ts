/* Before a build: every file fits its schema, and every citation and figure in it is known to the registry. */
import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { Act, Behaviour, Channel, Claim, Guide, QuestionFile } from '#content/schema.ts';
import { readFolder } from '#server/content/service.ts';
import { buildRegistry, lawProblems } from '#server/law/rules.ts';

const registry = buildRegistry(
  readFolder('content/law/acts', Act),
  readFolder('content/law/penalties', Behaviour),
  [],
);
/** Any day will do: what is unknown or unconfirmed is so on every day. */
const DAY = '2026-11-21';

type Cited = { name: string; cites: string[]; text: string };
const check = ({ name, cites, text }: Cited): string[] =>
  lawProblems(registry, cites, [text], DAY).map((problem) => `${name}: ${problem}`);

const guides = readdirSync('content/guides').flatMap((name) => {
  const raw = readFileSync(`content/guides/${name}`, 'utf8');
  const guide = Guide.safeParse(parse(raw.split(/^---$/m)[1] ?? ''));
  if (!guide.success)
    return guide.error.issues.map((issue) => `${name}: ${issue.path.join('.')}: ${issue.message}`);
  const { rests, signs, lawful, notEnough } = guide.data;
  const points = [...signs, ...lawful, ...notEnough];
  return check({ name, cites: [...rests, ...points.flatMap((point) => point.cites)], text: raw });
});
const questions = readFolder('content/questions', QuestionFile).flatMap((file) =>
  file.questions.map((question) => ({
    name: question.id,
    cites: [question.provision],
    text: JSON.stringify(question),
  })),
);
const channels = readFolder('content/channels', Channel).map((channel) => ({
  name: channel.id,
  cites: channel.cites,
  text: JSON.stringify(channel),
}));
const claims = readFolder('content/claims', Claim).map((claim) => ({
  name: claim.id,
  cites: claim.known.flatMap(({ cites }) => cites),
  text: JSON.stringify(claim),
}));

const problems = [...guides, ...[...questions, ...channels, ...claims].flatMap(check)];
if (problems.length > 0) {
  console.error(`Nội dung chưa đúng:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
  process.exit(1);
}
