import { expect, test, type Page } from '@playwright/test';
import type { TaskResponse } from '#content/schema.ts';
import type { PlayerView } from '#server/classroom/service.ts';
import type { RightAnswer, ShownTask } from '#server/quiz/rules.ts';
import { axeFaults } from '#tests/support/axe.ts';

// The server of these journeys is played by the test, so that each kind of question comes in turn.

const ENTRY = {
  player: '00000000-0000-0000-0000-000000000000.00000000-0000-0000-0000-000000000001.aaaaaaaaaaaaaaaaaaaaaa',
  ticket: 'game.player.signature',
  resumeCode: 'KM3PQ',
  seat: '17',
  seatName: 'Số 17',
  team: null,
};
const SCENE = '/hinh/thu.svg';
/** Shows a part of its canvas: 100 to 340 across, 50 to 230 down. */
const SCENE_TEXT =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="100 50 240 180"><rect x="100" y="50" width="240" height="180" fill="#69737d"/></svg>';

type Case = {
  task: ShownTask;
  answer: (page: Page) => Promise<void>;
  response: TaskResponse;
  right: RightAnswer;
  markPct: number;
  verdict: string;
  says: string[];
};
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const send = (page: Page) => press(page, 'Gửi câu trả lời');

const CASES: Case[] = [
  {
    task: {
      kind: 'one',
      options: [
        'Đi chậm, sát lề bên phải.',
        'Bấm còi rồi đi tiếp.',
        'Không đi vào, chọn đường khác.',
        'Chỉ đi khi đường vắng.',
      ],
    },
    answer: (page) => press(page, 'C. Không đi vào'),
    response: { kind: 'one', choice: 2 },
    right: { kind: 'one', choice: 2 },
    markPct: 100,
    verdict: 'Đúng rồi',
    says: ['Đáp án đúng, bạn chọn'],
  },
  {
    task: {
      kind: 'several',
      options: [
        'Đội mũ bảo hiểm.',
        'Cài quai đúng cách.',
        'Dùng ô khi trời mưa.',
        'Bám vai xe khác.',
        'Nhìn gương trước khi rẽ.',
      ],
    },
    answer: async (page) => {
      await send(page);
      await expect(page.getByText('Hãy chọn ít nhất một ý.')).toBeVisible();
      await press(page, 'A. Đội mũ');
      await press(page, 'C. Dùng ô');
      await press(page, 'E. Nhìn gương');
      await press(page, 'C. Dùng ô');
      await send(page);
    },
    response: { kind: 'several', choices: [0, 4] },
    right: { kind: 'several', choices: [0, 1, 4] },
    markPct: 0,
    verdict: 'Chưa đúng',
    says: ['Cài quai đúng cách.'],
  },
  {
    task: { kind: 'true-false' },
    answer: (page) => press(page, 'B. Sai'),
    response: { kind: 'true-false', isTrue: false },
    right: { kind: 'true-false', isTrue: true },
    markPct: 0,
    verdict: 'Chưa đúng',
    says: ['Đáp án đúng', 'Bạn chọn'],
  },
  {
    task: { kind: 'ordering', items: ['Xe máy đi thẳng', 'Xe chữa cháy đi làm nhiệm vụ', 'Ô tô rẽ trái'] },
    answer: async (page) => {
      await press(page, 'Xe máy đi thẳng');
      await press(page, 'Xếp lại từ đầu');
      await press(page, 'Xe chữa cháy');
      await send(page);
      await expect(page.getByText('Hãy xếp đủ các mục.')).toBeVisible();
      await press(page, 'Ô tô rẽ trái');
      await press(page, 'Xe máy đi thẳng');
      await send(page);
    },
    response: { kind: 'ordering', places: [1, 2, 0] },
    right: { kind: 'ordering', places: [1, 0, 2] },
    markPct: 50,
    verdict: 'Đúng một phần',
    says: ['1. Xe chữa cháy đi làm nhiệm vụ', '2. Xe máy đi thẳng', '2. Ô tô rẽ trái'],
  },
  {
    task: {
      kind: 'matching',
      lefts: ['Biển tam giác viền đỏ', 'Biển tròn viền đỏ'],
      rights: ['Cấm', 'Nguy hiểm', 'Chỉ dẫn'],
    },
    answer: async (page) => {
      await page.getByLabel('Biển tam giác viền đỏ').selectOption('Nguy hiểm');
      await send(page);
    },
    response: { kind: 'matching', rights: [1, null] },
    right: { kind: 'matching', rights: [1, 0] },
    markPct: 50,
    verdict: 'Đúng một phần',
    says: ['Biển tròn viền đỏ: Cấm', 'Biển tròn viền đỏ: –'],
  },
  {
    task: { kind: 'number', unit: 'km/h' },
    answer: async (page) => {
      await page.getByLabel('Câu trả lời (km/h)').fill('năm mươi');
      await send(page);
      await expect(page.getByText('Hãy nhập một số, ví dụ 50 hoặc 0,25.')).toBeVisible();
      await page.getByLabel('Câu trả lời (km/h)').fill('0,25');
      await page.keyboard.press('Enter');
    },
    response: { kind: 'number', value: 0.25 },
    right: { kind: 'number', value: 50, tolerance: 0 },
    markPct: 0,
    verdict: 'Chưa đúng',
    says: ['50\u00a0km/h', '0,25\u00a0km/h'],
  },
  {
    task: { kind: 'short' },
    answer: async (page) => {
      await page.getByLabel('Câu trả lời').fill(' nhường đường ');
      await send(page);
    },
    response: { kind: 'short', text: 'nhường đường' },
    right: { kind: 'short', text: 'nhường đường*' },
    markPct: 100,
    verdict: 'Đúng rồi',
    says: ['nhường đường…'],
  },
  {
    task: {
      kind: 'hotspot',
      spots: [
        { label: 'Vạch dừng', xPx: 160, yPx: 90, radiusPx: 40 },
        { label: 'Giữa ngã tư', xPx: 280, yPx: 140, radiusPx: 40 },
      ],
    },
    answer: async (page) => {
      await press(page, '1 Vạch dừng');
      await expect(page.locator('.spot')).toHaveCount(2);
      const image = page.locator('.map img');
      const { width, height } = (await image.boundingBox())!;
      await image.click({ position: { x: width * 0.8, y: height / 2 } });
      await expect(page.getByRole('button', { name: '2 Giữa ngã tư' })).toHaveAttribute(
        'aria-pressed',
        'true',
      );
      await send(page);
    },
    response: { kind: 'hotspot', spot: 1 },
    right: { kind: 'hotspot', spot: 0 },
    markPct: 0,
    verdict: 'Chưa đúng',
    says: ['Vạch dừng', 'Giữa ngã tư'],
  },
];

const viewOf = (one: Case, position: number, isOver: boolean): PlayerView => {
  const now = Date.now();
  return {
    now,
    phase: isOver ? 'shown' : 'open',
    number: position + 1,
    total: CASES.length,
    question: {
      position,
      ref: `q${position}`,
      text: 'Xe máy vàng đi tới đầu phố có biển này. Người lái phải làm gì?',
      picture: one.task.kind === 'hotspot' ? { src: SCENE, alt: 'Một ngã tư nhìn từ trên xuống.' } : null,
      task: one.task,
    },
    isPaused: false,
    window: isOver ? null : { opensAt: now, closesAt: now + 60_000 },
    own: isOver
      ? { response: one.response, markPct: one.markPct, points: one.markPct }
      : { response: null, markPct: null, points: null },
    reveal: isOver
      ? {
          right: one.right,
          explanation: [{ kind: 'text', text: 'Biển này cấm mọi xe đi vào theo chiều đặt biển.' }],
          law: {
            provisionId: 'luat-36-2024:11.1',
            citation: 'Luật 36/2024/QH15, điều 11 khoản 1',
            from: '2025-01-01',
            checkedOn: '2026-11-21',
            isSingleSource: true,
            noteVi: null,
          },
        }
      : null,
  };
};

test('each of the eight kinds is answered by touch, and its outcome is told in words', async ({ page }) => {
  test.setTimeout(120_000);
  let shown = {
    id: 'lobby',
    view: {
      ...viewOf(CASES[0]!, 0, false),
      phase: 'lobby',
      number: 0,
      question: null,
      window: null,
    } as PlayerView,
  };
  let turn = () => {};
  const answers: unknown[] = [];
  const reply = (data: unknown) => ({ json: { result: { data } } });
  await page.route(`**${SCENE}`, (route) =>
    route.fulfill({ contentType: 'image/svg+xml', body: SCENE_TEXT }),
  );
  await page.route('**/api/trpc/classroom.*', async (route) => {
    const url = new URL(route.request().url());
    switch (url.pathname.split('.').at(-1)) {
      case 'find':
        return route.fulfill(reply({ seats: 40, teams: 0, hasNames: false }));
      case 'join':
        return route.fulfill(reply(ENTRY));
      case 'answer':
        answers.push((route.request().postDataJSON() as { response: unknown }).response);
        return route.fulfill(
          reply({ ok: true, receipt: '1.abc.def', isRepeat: false, response: answers.at(-1) }),
        );
      case 'wait': {
        const { since } = JSON.parse(url.searchParams.get('input')!) as { since: string | null };
        if (since === shown.id) await new Promise<void>((done) => (turn = done));
        return route.fulfill(reply(shown)).catch(() => undefined);
      }
      default:
        return route.abort();
    }
  });
  const show = (one: Case, position: number, isOver: boolean) => {
    shown = { id: `${position}.${isOver}`, view: viewOf(one, position, isOver) };
    turn();
  };

  await page.goto('/lop/?ma=ACDEFG');
  await page.getByRole('button', { name: 'Nhận tên một con vật' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bạn đã vào lớp');
  for (const [position, one] of CASES.entries()) {
    show(one, position, false);
    await expect(page.locator('#cau')).toHaveText(`Câu ${position + 1} trên ${CASES.length}`);
    for (const control of await page.locator('main :is(button, input, select)').all())
      expect((await control.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    await isSound(page, `${one.task.kind}-open`);
    await one.answer(page);
    await expect(page.locator('#trang-thai')).toContainText('Đã nhận câu trả lời.');
    expect(answers[position]).toEqual(one.response);
    await isSound(page, `${one.task.kind}-sent`);
    show(one, position, true);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(one.verdict);
    for (const words of one.says) await expect(page.locator('main')).toContainText(words);
    await expect(page.locator('main')).toContainText('cần đối chiếu');
    await isSound(page, `${one.task.kind}-over`);
  }
  expect(answers).toHaveLength(CASES.length);
});

test('a refused name, a busy server and a broken line each have a sentence, and what was typed stays', async ({
  page,
}) => {
  const refuse = (code: string, message: string) => ({
    status: 400,
    json: { error: { message, code: -32600, data: { code, httpStatus: 400, fields: null } } },
  });
  let answer = () => refuse('TOO_MANY_REQUESTS', 'Có quá nhiều mã sai vừa được thử. Hãy quét mã QR.');
  let isDown = false;
  const joins: unknown[] = [];
  await page.route('**/api/trpc/classroom.*', async (route) => {
    const url = route.request().url();
    if (isDown) return route.abort();
    if (url.includes('classroom.join')) joins.push(route.request().postDataJSON());
    return route.fulfill(answer());
  });
  const alert = (text: string) => page.getByRole('alert').filter({ hasText: text });
  await page.goto('/lop/');
  await page.getByLabel('Mã lớp').fill('ACDEFG');
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await expect(alert('Có quá nhiều mã sai vừa được thử.')).toBeVisible();
  await expect(page.getByLabel('Mã lớp')).toHaveValue('ACDEFG');

  isDown = true;
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await expect(page.getByText('Mạng chậm hoặc đang mất. Máy tự thử lại')).toBeVisible();
  answer = () =>
    ({ status: 200, json: { result: { data: { seats: 40, teams: 0, hasNames: true } } } }) as never;
  isDown = false;
  await page.getByLabel('Tên gọi (có thể bỏ trống)').fill('abc xyz');
  await page.getByLabel('Số ghế').fill('17');
  answer = () =>
    refuse('BAD_REQUEST', 'Tên này chưa hiện được trước lớp. Hãy dùng tên gọi của bạn, hoặc để trống.');
  await page.getByRole('button', { name: 'Vào lớp' }).click();
  await expect(alert('Tên này chưa hiện được trước lớp.')).toBeVisible();
  await expect(page.getByLabel('Tên gọi (có thể bỏ trống)')).toHaveValue('abc xyz');
  await expect(page.getByLabel('Số ghế')).toHaveValue('17');
  await isSound(page, 'refused');
  // A request whose reply was lost is made again with the same secret: it is the same seat.
  await page.getByRole('button', { name: 'Vào lớp' }).click();
  await expect.poll(() => joins.length).toBe(2);
  expect(joins[0]).toEqual(joins[1]);
  expect(joins[0]).toMatchObject({ seat: '17', name: 'abc xyz' });
});

async function isSound(page: Page, name: string): Promise<void> {
  expect(await axeFaults(page), name).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(360);
}
