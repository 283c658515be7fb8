import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { respondWithJunction } from '#server/junction/http.ts';
import { markCommand } from '#server/law/command.ts';
import { appRouter, createCaller } from '#server/router.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';

const CHOICE = 'x.n-e-s-w.cst-met-tnt_sequence';
const CHAIN = 'x.ny-ep-sy-wp.cst-mwl-tet_order';

let app: TestApp;
beforeAll(async () => void (app = await openTestApp()));
afterAll(() => app.close());
const junction = () => createCaller(app.context()).junction;
const mark = (target: string, state: string) =>
  markCommand(app.services, {
    target,
    state,
    onDay: '2026-11-01',
    reason: 'Thử đánh dấu trong bài kiểm tra',
  });

describe('a question', () => {
  test('of the day is the same for everybody', async () => {
    expect(await junction().question({})).toEqual(await junction().question({}));
  });

  test('leads on through all that the site offers, none twice', async () => {
    const seen = new Set<string>();
    let { id } = await junction().question({});
    while (!seen.has(id)) {
      seen.add(id);
      id = (await junction().question({ id })).nextId;
    }
    expect(seen.size).toBeGreaterThanOrEqual(200);
  });

  test('tells nothing of its key, neither in itself nor in its picture', async () => {
    for (const id of [CHOICE, CHAIN]) {
      const reply = await fetchRequestHandler({
        endpoint: '/api/trpc',
        req: new Request(
          `http://x/api/trpc/junction.question?input=${encodeURIComponent(JSON.stringify({ id }))}`,
        ),
        router: appRouter,
        createContext: () => app.context(),
      });
      const text = await reply.text();
      expect(text).toContain('nextId');
      expect(text).not.toMatch(/"right"|"order"|proof|misconception|provision|explanation/);
      const picture = await respondWithJunction(id.split('_')[0]!).text();
      expect(picture).toContain('<svg');
      expect(picture).not.toMatch(/violation|lawful|nhường/);
    }
  });

  test.each([
    ['the law does not decide', 'x.n-e-s-w.cnt-cet-cst-cwt_first'],
    ['does not exist', 'x.n-e-s-w.cst_last'],
  ])('that %s is refused with the next step', async (_, id) => {
    await expect(junction().question({ id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('Hãy mở câu khác') as string,
    });
  });

  test('whose address was cut is refused', async () => {
    await expect(junction().question({ id: 'x.n e' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('an answer', () => {
  test('among options says whether it is right, what else, and proves it with the law', async () => {
    const { options } = await junction().question({ id: CHOICE });
    const right = options.indexOf('Xe tải C, rồi xe máy B, rồi ô tô A');
    const wrong = options.indexOf('Ô tô A, rồi xe máy B, rồi xe tải C');
    expect(await junction().answer({ id: CHOICE, choice: [right] })).toMatchObject({
      isRight: true,
      right: [right],
      misconception: null,
    });
    const outcome = await junction().answer({ id: CHOICE, choice: [wrong] });
    expect(outcome).toMatchObject({
      isRight: false,
      chosen: [wrong],
      right: [right],
      misconception: 'Phải nhường xe đến từ bên trái',
      order: 'Xe tải C, rồi xe máy B, rồi ô tô A',
    });
    expect(outcome.proof).toEqual([
      {
        text: 'Xe tải C đến từ bên phải của xe máy B nên xe máy B nhường.',
        law: {
          provisionId: 'luat-36-2024:22.2',
          citation: expect.stringMatching(/^Luật 36\/2024\/QH15, Điều.22, khoản.2$/) as string,
          textVi: 'Nơi giao nhau không có báo hiệu vòng xuyến thì nhường xe đến từ bên phải.',
          from: '2025-01-01',
          checkedOn: '2026-11-21',
          isSingleSource: false,
          noteVi: null,
        },
      },
      expect.objectContaining({ text: 'Xe máy B đến từ bên phải của ô tô A nên ô tô A nhường.' }),
    ]);
  });

  test('in order is right only as a whole, and a sign with one source says so', async () => {
    const { options } = await junction().question({ id: CHAIN });
    const order = ['Xe tải C', 'Xe máy B', 'Ô tô A'].map((name) => options.indexOf(name));
    const outcome = await junction().answer({ id: CHAIN, choice: order });
    expect(outcome).toMatchObject({ isRight: true, kind: 'ordering', right: order });
    expect(outcome.proof.find(({ law }) => law.provisionId.endsWith('W.208'))!.law.isSingleSource).toBe(true);
    const [first, second, third] = order as [number, number, number];
    expect((await junction().answer({ id: CHAIN, choice: [first, third, second] })).isRight).toBe(false);
  });

  test('about priority vehicles carries the reservation of the registry', async () => {
    const outcome = await junction().answer({ id: 'x.n-e-s-w.fstx-aetx_sequence', choice: [0] });
    expect(outcome.proof[0]!.law.noteVi).toContain('118/2025');
  });

  test.each([
    ['an option that was not shown', CHOICE, [7]],
    ['two options where one is asked for', CHOICE, [0, 1]],
    ['one vehicle in two places', CHAIN, [0, 0, 1]],
    ['a vehicle without a place', CHAIN, [0, 1]],
    ['nothing', CHAIN, []],
  ])('that is %s is refused', async (_, id, choice) => {
    await expect(junction().answer({ id, choice })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

test('a question whose provision is under review is not asked, and nothing leads to it', async () => {
  await mark('luat-36-2024:22.2', 'under-review');
  await expect(junction().question({ id: CHOICE })).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(junction().answer({ id: CHOICE, choice: [0] })).rejects.toMatchObject({ code: 'CONFLICT' });
  expect((await junction().question({ id: CHAIN })).id).toBe(CHAIN);
  const ids = new Set<string>();
  let { id } = await junction().question({});
  while (!ids.has(id)) {
    ids.add(id);
    const outcome = await junction().answer({ id, choice: await anyChoice(id) });
    expect(outcome.proof.map(({ law }) => law.provisionId)).not.toContain('luat-36-2024:22.2');
    id = outcome.nextId;
  }
  expect(ids.size).toBeGreaterThan(100);

  await mark('luat-36-2024', 'ended');
  await mark('qcvn-41-2024', 'ended');
  await expect(junction().question({})).rejects.toMatchObject({ code: 'CONFLICT' });
});

const anyChoice = async (id: string): Promise<number[]> => {
  const { kind, options } = await junction().question({ id });
  return kind === 'one' ? [0] : [...options.keys()];
};

test('a picture is drawn for junctions the law decides, for nothing else', () => {
  expect(respondWithJunction('x.n-e-s-w.cst-met').status).toBe(200);
  expect(respondWithJunction('x.n-e-s-w.cnt-cet-cst-cwt').status).toBe(404);
  expect(respondWithJunction('anything').status).toBe(404);
});
