import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Area, Channel, ChannelKind, Claim, EMERGENCY_NUMBERS } from '#content/schema.ts';
import { readFolder } from '#server/content/service.ts';
import { channelsFor, hrefOf, MATTERS, type Place } from '#server/channel/rules.ts';
import { actIdOf, bindText, lawProblems, provisionOn } from '#server/law/rules.ts';
import { acts, registry, stringsOf } from '#tests/support/content.ts';

/** A fixed day: main must not break on a birthday of the law. */
const DAY = '2026-11-21';
const channels = readFolder('content/channels', Channel);
const claims = readFolder('content/claims', Claim);
const places: Place[] = [...Area.options.filter((area) => area !== 'nationwide'), 'elsewhere'];

/** Strings for readers with the path of each; ids, codes and days left out. */
const textsOf = (entry: object) =>
  [...stringsOf(entry)].filter(
    ([path]) =>
      !/^(id|hash|kind|area|topic|verdict|checkedOn|reviewBy|cites|unread)|\.cites|contacts\.\d+\.(kind|confidence)/.test(
        path,
      ),
  );
/** Text without bindings, days, numbers of acts, articles named in a question and the emergency numbers. */
const bare = (text: string) =>
  text
    .replace(/\{\{.*?\}\}/g, '')
    .replace(/\d{2}\/\d{2}\/\d{4}/g, '')
    .replace(/\d+\/\d{4}\/[\p{L}\d-]+/gu, '')
    .replace(/\b11[345]\b/g, '')
    .replace(/năm 20\d\d/g, '');
const isConfirmed = (id: string) => {
  const on = provisionOn(registry, id, DAY);
  return on?.standing === 'in-force' && on.period!.confidence !== 'unconfirmed';
};
const confidenceOf = (id: string) => provisionOn(registry, id, DAY)!.period!.confidence;

describe('the directory', () => {
  test('has a channel of every kind, and the three emergency numbers', () => {
    expect(ChannelKind.options.filter((kind) => !channels.some((channel) => channel.kind === kind))).toEqual(
      [],
    );
    const numbers = channels
      .filter(({ kind }) => kind === 'emergency')
      .flatMap(({ contacts }) => contacts.map(({ value }) => value));
    expect(numbers.sort()).toEqual([...EMERGENCY_NUMBERS]);
  });

  test('has a provincial channel for every place that can be chosen, and one for all others', () => {
    const areas = channels.filter(({ kind }) => kind === 'provincial-traffic-police').map(({ area }) => area);
    expect(areas.sort()).toEqual([...Area.options].sort());
  });

  test.each(MATTERS.flatMap((matter) => places.map((place) => [matter, place] as const)))(
    'answers %s at %s with what it holds',
    (matter, place) => {
      const advice = channelsFor(channels, matter, place);
      expect(advice.length).toBeGreaterThanOrEqual(3);
      if (matter === 'danger' || matter === 'injury') expect(advice[0]!.channel.kind).toBe('emergency');
      const province = advice.find(({ channel }) => channel.kind === 'provincial-traffic-police');
      if (province) expect(province.channel.area).toBe(place === 'elsewhere' ? 'nationwide' : place);
    },
  );

  test('prints no telephone number but 113, 114, 115, wherever it might stand', () => {
    const files = [
      ...['content/channels', 'content/claims'].flatMap((folder) =>
        readdirSync(folder).map((name) => `${folder}/${name}`),
      ),
      ...readdirSync('src/pages/kenh-tiep-nhan', { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.astro'))
        .map((name) => `src/pages/kenh-tiep-nhan/${name}`),
      'src/pages/dung-va-sai.astro',
    ];
    // Nine digits or more, however they are grouped; and numbers that begin like one of a province.
    const phone = /(?<![\d-])(?:\d[ .-]?){9,}|\b0\d{2,3}[ .-]?\d{3}/;
    const found = files.flatMap((file) => {
      const text = readFileSync(file, 'utf8')
        .replace(/\d{4}-\d{2}-\d{2}|\d{2}\/\d{2}\/\d{4}/g, '')
        // The lines of an icon.
        .replace(/["'][Mm][\d .,\-A-Za-z]+["']/g, '');
      const match = phone.exec(text);
      return match ? [`${file}: ${match[0]}`] : [];
    });
    expect(found).toEqual([]);
  });

  test('holds nothing that stands only in the old plans', () => {
    const old = readFolderValues('content/movements');
    expect(old.length).toBeGreaterThan(2);
    const all = JSON.stringify([...channels, ...claims])
      .replaceAll(/[ .-]/g, '')
      .toLowerCase();
    expect(old.filter((value) => all.includes(value.replaceAll(/[ .-]/g, '').toLowerCase()))).toEqual([]);
  });

  test('leads only to what is verified', () => {
    const leading = channels.flatMap(({ contacts }) =>
      contacts.filter((contact) => hrefOf(contact) !== null),
    );
    expect(
      leading.filter(
        ({ confidence, value }) =>
          confidence !== 'verified' && !(EMERGENCY_NUMBERS as readonly string[]).includes(value),
      ),
    ).toEqual([]);
  });
});

/** Numbers and accounts as the old plans give them. */
function readFolderValues(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const text = readFileSync(`${folder}/${name}`, 'utf8');
    return [...(text.split(/^channels:/m)[1] ?? '').matchAll(/^ {4}value: "(.+)"$/gm)].map(
      (match) => match[1]!,
    );
  });
}

describe.each(channels)('the channel $id', (channel) => {
  test('is checked, to be checked again within half a year, and overdue on no page of today', () => {
    expect(channel.checkedOn <= DAY).toBe(true);
    expect(channel.reviewBy > channel.checkedOn).toBe(true);
    expect(Date.parse(channel.reviewBy) - Date.parse(channel.checkedOn)).toBeLessThan(190 * 86_400_000);
  });

  test('rests on provisions that are known, confirmed and in force', () => {
    expect(channel.cites.filter((id) => !isConfirmed(id))).toEqual([]);
    if (channel.kind !== 'emergency' && channel.kind !== 'portal') expect(channel.cites).not.toEqual([]);
  });

  test('says how to find a number where none is printed', () => {
    if (channel.kind !== 'emergency') expect(channel.findVi.length).toBeGreaterThanOrEqual(2);
  });

  test('binds every figure of law, to figures in force', () => sound(channel));
});

describe.each(claims)('the claim $id', (claim) => {
  test('rests on provisions that are known, confirmed and in force', () => {
    expect(claim.known.flatMap(({ cites }) => cites).filter((id) => !isConfirmed(id))).toEqual([]);
  });

  test('is called right or wrong only on verified law', () => {
    if (claim.verdict === 'unconfirmed') return;
    expect(claim.known.flatMap(({ cites }) => cites).filter((id) => confidenceOf(id) !== 'verified')).toEqual(
      [],
    );
  });

  test('says “cần đối chiếu” in every sentence that rests on one source', () => {
    const silent = claim.known.filter(
      ({ textVi, cites }) =>
        cites.every((id) => confidenceOf(id) === 'single-source') && !/cần đối chiếu/i.test(textVi),
    );
    expect(silent).toEqual([]);
  });

  test('names unread acts that the registry knows', () => {
    expect(claim.unread.filter((id) => !acts.some((act) => act.id === id))).toEqual([]);
  });

  test('is to be checked again', () => {
    expect(claim.reviewBy > claim.checkedOn).toBe(true);
  });

  test('binds every figure of law, to figures in force', () => sound(claim));
});

describe('true and false', () => {
  test('states no amount of reward and no fine for a false report', () => {
    const about = claims.filter(({ topic }) => topic === 'reward' || topic === 'false-report');
    const stated = about.flatMap((claim) =>
      textsOf(claim)
        .filter(([path, text]) => path !== 'claimVi' && /%|\d[\d.]*\s*(triệu|đồng)/.test(text))
        .map(([path]) => `${claim.id}: ${path}`),
    );
    expect(stated).toEqual([]);
    expect(claims.find(({ id }) => id === 'muoi-phan-tram-tien-phat')!.verdict).toBe('unconfirmed');
    expect(claims.find(({ id }) => id === 'bao-sai-bi-phat-bao-nhieu')!.verdict).toBe('unconfirmed');
  });

  test('does not say that the law forbids or that police promise what no cited provision says', () => {
    const promises = claims.flatMap((claim) =>
      textsOf(claim).filter(([, text]) => /công an (sẽ|không bao giờ)|luật cấm|chắc chắn bị/i.test(text)),
    );
    expect(promises).toEqual([]);
  });

  test('puts every claim in one place', () => {
    const seats = claims.map(({ topic, order }) => `${topic} ${order}`);
    expect(new Set(seats).size).toBe(seats.length);
  });
});

function sound(entry: object): void {
  const texts = textsOf(entry);
  const loose = texts.filter(([path, text]) => path !== 'claimVi' && /\d/.test(bare(text)));
  expect(loose).toEqual([]);
  const segments = texts.flatMap(([, text]) => bindText(registry, text, DAY));
  expect(segments.filter((segment) => segment.kind === 'figure' && segment.standing !== 'in-force')).toEqual(
    [],
  );
  expect(
    lawProblems(
      registry,
      [],
      texts.map(([, text]) => text),
      DAY,
    ),
  ).toEqual([]);
  for (const [path, text] of texts) {
    expect(text, path).toBe(text.normalize('NFC'));
    for (const sentence of text.split(/(?<=[.!?:])\s+/))
      expect(sentence.split(/\s+/).length, `${path}: ${sentence}`).toBeLessThanOrEqual(20);
  }
}

test('acts named by a citation are in the registry', () => {
  const ids = new Set(acts.map(({ id }) => id));
  const cited = [
    ...channels.flatMap(({ cites }) => cites),
    ...claims.flatMap(({ known }) => known.flatMap(({ cites }) => cites)),
  ];
  expect(cited.filter((id) => !ids.has(actIdOf(id)))).toEqual([]);
});
