import { describe, expect, test } from 'vitest';
import { Guide, PlanFocus } from '#content/schema.ts';
import { bindText, lawProblems, provisionOn } from '#server/law/rules.ts';
import { checkScene } from '#server/scene/check.ts';
import { behaviours, guides, registry, scenes, stringsOf } from '#tests/support/content.ts';

/** A fixed day: main must not break on a birthday of the law. */
const DAY = '2026-11-21';
/** Fields that hold ids, codes and days, not text for readers. */
const NO_TEXT =
  /^(checkedOn|reviewBy|related|scenes|behaviours|headline|rests|planFocus|priorities|levels)|\.(cites|sign|level|minutes)/;

const complete = guides.filter((guide) => guide.data !== null) as (Omit<(typeof guides)[number], 'data'> & {
  data: Guide;
})[];
const rowsOf = (data: Guide) =>
  behaviours
    .filter(({ id }) => data.behaviours.includes(id))
    .flatMap(({ penalties }) => penalties.map(({ id }) => id));
const textsOf = ({ data, body }: (typeof complete)[number]) => [
  ...[...stringsOf(data)].filter(([path]) => !NO_TEXT.test(path)),
  ['body', body] as [string, string],
];
const citesOf = (data: Guide) => [
  ...data.rests,
  ...[...data.signs, ...data.lawful, ...data.notEnough].flatMap(({ cites }) => cites),
];

test.each(guides)('$slug is complete by its schema', ({ front }) => {
  expect(Guide.safeParse(front).error?.issues ?? []).toEqual([]);
});

describe('together the guides', () => {
  test('are at least 26', () => {
    expect(complete.length).toBeGreaterThanOrEqual(26);
  });

  test('cover every behaviour the plans name', () => {
    const covered = new Set(complete.flatMap(({ data }) => data.planFocus));
    expect(PlanFocus.options.filter((focus) => !covered.has(focus))).toEqual([]);
  });

  test('cover the behaviours people ask about besides', () => {
    const covered = new Set(complete.flatMap(({ data }) => data.behaviours));
    const asked = [
      'drink-driving',
      'red-light',
      'no-helmet',
      'speeding',
      'phone',
      'underage',
      'hand-over',
      'priority-vehicle',
      'level-crossing',
      'too-many-on-two-wheels',
    ];
    expect(asked.filter((id) => !covered.has(id))).toEqual([]);
  });

  test('are each their own text: no long sentence stands in two of them', () => {
    const seen = new Map<string, string>();
    const shared: string[] = [];
    for (const guide of complete) {
      for (const [, text] of textsOf(guide)) {
        for (const sentence of text.split(/(?<=[.!?])\s+/)) {
          const words = sentence
            .toLowerCase()
            .replace(/[^\p{L} ]/gu, '')
            .trim();
          if (words.split(' ').length < 9) continue;
          if (seen.has(words) && seen.get(words) !== guide.slug)
            shared.push(`${seen.get(words)} / ${guide.slug}: ${sentence}`);
          seen.set(words, guide.slug);
        }
      }
    }
    expect(shared).toEqual([]);
  });
});

describe.each(complete)('$slug', (guide) => {
  const { data, body, raw } = guide;

  test('names rows, provisions, guides and scenes that exist', () => {
    const rows = rowsOf(data);
    expect(data.behaviours.filter((id) => !registry.behaviours.has(id))).toEqual([]);
    expect(data.headline.filter((id) => !rows.includes(id))).toEqual([]);
    expect(
      data.related.filter((slug) => !guides.some((other) => other.slug === slug && slug !== guide.slug)),
    ).toEqual([]);
    expect([...data.scenes.violation, ...data.scenes.lawful].filter((id) => !scenes.has(id))).toEqual([]);
  });

  test('cites and binds only what the registry holds, confirmed and in force', () => {
    const texts = textsOf(guide).map(([, text]) => text);
    expect(lawProblems(registry, citesOf(data), texts, DAY)).toEqual([]);
    expect(citesOf(data).filter((id) => provisionOn(registry, id, DAY)!.standing !== 'in-force')).toEqual([]);
    const figures = texts
      .flatMap((text) => bindText(registry, text, DAY))
      .filter((segment) => segment.kind === 'figure');
    expect(figures.filter(({ standing }) => standing !== 'in-force')).toEqual([]);
  });

  test('binds every figure of law', () => {
    const loose = textsOf(guide).flatMap(([path, text]) => {
      const bare = text
        .replace(/\{\{.*?\}\}/g, '')
        .replace(/\b(P|W|R|DP)\.\d{3}[a-z]?/g, '')
        .replace(/\b11[345]\b/g, '');
      return /\d/.test(bare) ? [`${path}: ${bare}`] : [];
    });
    expect(loose).toEqual([]);
  });

  test('does not repeat a unit after a bound figure', () => {
    const repeated = textsOf(guide).flatMap(
      ([path, text]) =>
        /\{\{(fine|value)[^}]*\}\} (đồng|triệu|tuổi|km\/h|mét|m|giờ|điểm|tháng|năm)(?!\p{L})/u
          .exec(text)?.[0]
          .concat(` in ${path}`) ?? [],
    );
    expect(repeated).toEqual([]);
  });

  test('shows a violation and its lawful look-alike, both judged right', () => {
    for (const [verdict, ids] of Object.entries(data.scenes)) {
      for (const id of ids) {
        expect(scenes.get(id)?.verdict).toBe(verdict);
        expect(checkScene(scenes.get(id)!)).toEqual([]);
      }
    }
  });

  test('has a lesson for every school level it is for', () => {
    const school = data.levels.filter((level) => level !== 'adult');
    expect(data.lessons.map(({ level }) => level).sort()).toEqual([...school].sort());
  });

  test('is plain text in NFC with a body of two to six paragraphs', () => {
    expect(raw).toBe(raw.normalize('NFC'));
    expect(body).not.toMatch(/^#|\*\*|\]\(|^- /m);
    const paragraphs = body.trim().split(/\n{2,}/);
    expect(paragraphs.length).toBeGreaterThanOrEqual(2);
    expect(paragraphs.length).toBeLessThanOrEqual(6);
  });

  test('promises nothing in the name of the police', () => {
    const promises = textsOf(guide).filter(([, text]) =>
      /(công an|cảnh sát)[^.]*(sẽ trả lời|phải trả lời|sẽ thưởng|được thưởng)|tiền thưởng/i.test(text),
    );
    expect(promises).toEqual([]);
  });
});
