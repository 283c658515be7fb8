import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerProcedure, createCaller } from '#server/router.ts';
import { markCommand } from '#server/law/command.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const caller = () => createCaller(app.context());
const row = async (id: string, day?: string) =>
  (await caller().law.view({ penalties: [id], day })).penalties[0]!;
const mark = (target: string, state: string, onDay = '2026-11-01') =>
  markCommand(app.services, { target, state, onDay, reason: 'Thử đánh dấu trong bài kiểm tra' });

describe('what a row costs on a day', () => {
  test('no child seat on 2026-08-14 is a fine under art. 6(3)m', async () => {
    const on = await row('car-no-child-seat', '2026-08-14');
    expect(on).toMatchObject({
      standing: 'in-force',
      period: { fineMinVnd: 800_000, fineMaxVnd: 1_000_000, provision: 'nd-168-2024:6.3.m' },
    });
  });

  test('no child seat on 2026-08-15 is a warning under art. 6(1a)', async () => {
    const on = await row('car-no-child-seat', '2026-08-15');
    expect(on).toMatchObject({
      standing: 'in-force',
      period: { fineMinVnd: null, sanctionVi: 'cảnh cáo', provision: 'nd-168-2024:6.1a' },
    });
  });

  test('a day before the first known period has no data', async () => {
    expect(await row('car-no-child-seat', '2025-12-31')).toMatchObject({ standing: 'no-data', period: null });
  });

  test('a withheld row shows no figure anywhere', async () => {
    const on = await row('car-level-crossing-red-light');
    expect(on.standing).toBe('withheld');
    expect(JSON.stringify(on)).not.toMatch(/\d{7}/);
  });

  test('today is the day in Asia/Ho_Chi_Minh', async () => {
    expect((await caller().law.view({})).day).toBe('2026-11-21');
  });
});

describe('refusals', () => {
  test('an unknown row is not found', async () => {
    await expect(row('no-such-row')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a binding to a figure the registry does not hold is not found', async () => {
    await expect(caller().law.view({ texts: ['{{value luat-36-2024:9.2 nothing}}'] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('a day that is not in the calendar is refused', async () => {
    await expect(caller().law.view({ day: '2026-02-30' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('a reply never carries a stack', async () => {
    const ask = (path: string) =>
      answerProcedure(
        {
          ...app.context(),
          law: { registry: () => Promise.reject(new Error('secret path')), forget: () => undefined },
        },
        new Request(`http://localhost/api/trpc/${path}`),
      );
    for (const path of ['law.acts', 'law.act?input={"id":1}', 'no.such']) {
      const text = await (await ask(path)).text();
      expect(text).toContain('"error"');
      expect(text).not.toMatch(/stack|secret|\.ts/);
    }
  });
});

describe('search', () => {
  test('works without marks and in any case', async () => {
    const { hits } = await caller().law.search({ query: 'NGUOC chieu' });
    expect(hits.some((hit) => hit.kind === 'penalty' && hit.row.penalty.id === 'motorbike-wrong-way')).toBe(
      true,
    );
  });

  test('an empty query finds nothing', async () => {
    expect(await caller().law.search({ query: '  ' })).toEqual({ hits: [], total: 0 });
  });
});

describe('changes between two days', () => {
  test('the child seat warning is the first thing that changed on 2026-08-15', async () => {
    const [first] = await caller().law.changes({ from: '2026-08-14', to: '2026-08-15' });
    expect(first).toMatchObject({ change: { kind: 'figures', penaltyId: 'car-no-child-seat' } });
  });

  test('the first day is left out and the last one counts', async () => {
    expect(await caller().law.changes({ from: '2026-08-15', to: '2026-08-16' })).toEqual([]);
  });

  test('a withheld row is no news', async () => {
    const all = await caller().law.changes({ from: '2020-01-01', to: '2030-01-01' });
    expect(JSON.stringify(all)).not.toContain('level-crossing-red-light');
  });
});

describe('a law checker’s mark', () => {
  test('puts a provision under review from its day on, and is lifted again', async () => {
    await mark('nd-168-2024:7.7.a', 'under-review');
    expect((await row('motorbike-wrong-way')).standing).toBe('under-review');
    expect((await row('motorbike-wrong-way', '2026-10-31')).standing).toBe('in-force');
    await mark('nd-168-2024:7.7.a', 'clear');
    expect((await row('motorbike-wrong-way')).standing).toBe('in-force');
  });

  test('on an act covers everything in it, and nothing beside it', async () => {
    await mark('nd-336-2025', 'ended');
    expect((await row('business-without-licence-individual')).standing).toBe('ended');
    expect((await row('motorbike-wrong-way')).standing).toBe('in-force');
    await mark('nd-336-2025', 'clear');
  });

  test('takes dd for đ, as people type it', async () => {
    expect(await mark('nd-168-2024:6.11.dd', 'ended')).toContain('điểm\u00a0đ');
    expect((await row('car-wrong-way-motorway')).standing).toBe('ended');
    await mark('nd-168-2024:6.11.đ', 'clear');
  });

  test('is refused with a sentence for an unknown place, a wrong state, a missing reason', async () => {
    await expect(mark('nd-168-2024:999', 'ended')).rejects.toThrow('Không tìm thấy điều khoản');
    await expect(mark('nd-168-2024:6.9.d', 'gone')).rejects.toThrow('Trạng thái phải là');
    await expect(
      markCommand(app.services, {
        target: 'nd-168-2024:6.9.d',
        state: 'ended',
        onDay: '2026-11-01',
        reason: '',
      }),
    ).rejects.toThrow('lý do');
    await expect(mark('nd-168-2024:6.9.d', 'clear')).rejects.toThrow('không có đánh dấu');
  });
});

test('an act lists its provisions in the order of the text', async () => {
  const { provisions } = await caller().law.act({ id: 'nd-168-2024' });
  const places = provisions.map(({ id }) => id.split(':')[1]);
  const at = (place: string) => places.indexOf(place);
  expect(at('6.1a')).toBeLessThan(at('6.2.a'));
  expect(at('6.9.d')).toBeLessThan(at('6.11.a'));
  expect(at('6.5.d')).toBeLessThan(at('6.5.đ'));
});
