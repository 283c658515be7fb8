import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishedPaths } from '#server/approval/http.ts';
import type { Verb } from '#server/approval/rules.ts';
import type { Actor } from '#server/staff/rules.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import {
  callerAt,
  contextAt,
  inRoles,
  minutesLater,
  noticeInput,
  NOW,
  staffMember,
} from '#tests/support/publications.ts';

let app: TestApp;
let writer: Actor;
let checker: Actor;
let approver: Actor;
const unit: Record<'province' | 'commune' | 'other', string> = { province: '', commune: '', other: '' };

beforeAll(async () => {
  app = await openTestApp(NOW);
  const make = async (code: string, parentId: string | null) => {
    const names = { officialName: `Đơn vị ${code}`, shortName: code };
    const data = { code, kind: 'province', ...names, parentId, validFrom: '2025-07-01', validTo: null };
    return (await app.services.db.prisma.unit.create({ data })).id;
  };
  unit.province = await make('TINHMAU', null);
  unit.commune = await make('XAMAU', unit.province);
  unit.other = await make('TINHKHAC', null);
  writer = await staffMember(app, 'writer');
  checker = await staffMember(app, 'law-checker');
  approver = await staffMember(app, 'approver');
});
afterAll(() => app.close());

const as = (actor: Actor | null, at = NOW) => callerAt(app, actor, at).publication;
const stepBy = (
  actor: Actor,
  seen: { id: string; version: number },
  verb: Exclude<Verb, 'edit'>,
  more: { reason?: string; liveAt?: string } = {},
  at = NOW,
) => as(actor, at).step({ id: seen.id, version: seen.version, verb, ...more });

/** A notice brought up to a state by three people. */
async function noticeIn(state: 'submitted' | 'checked' | 'approved' | 'live', input = noticeInput()) {
  let seen = await as(writer).create(input);
  const way = [
    ['submitted', writer, 'submit'],
    ['checked', checker, 'check'],
    ['approved', approver, 'approve'],
    ['live', approver, 'publish'],
  ] as const;
  for (const [reached, who, verb] of way) {
    seen = await stepBy(who, seen, verb);
    if (reached === state) break;
  }
  const { slug } = await as(writer).get({ id: seen.id });
  return { ...seen, slug: slug! };
}

const save = (actor: Actor, seen: { id: string; version: number }, title: string, body?: string) => {
  const { kind: _, ...typed } = noticeInput({ title }, body ? { body } : {});
  return as(actor).save({ id: seen.id, version: seen.version, ...typed });
};

describe('the way of a notice', () => {
  test('from a draft to readers through a law checker and an approver, every step written down', async () => {
    const live = await noticeIn('live');
    const { state, steps } = await as(writer).get({ id: live.id });
    expect(state).toBe('live');
    expect(steps.map(({ verb, by }) => [verb, by.name])).toEqual([
      ['create', writer.name],
      ['submit', writer.name],
      ['check', checker.name],
      ['approve', approver.name],
      ['publish', approver.name],
    ]);
    expect(await as(null).readPublished({ kind: 'notice', slug: live.slug })).toMatchObject({
      kind: 'live',
      published: { publishedOn: '2026-11-21', corrections: [] },
    });
  });

  test('nobody outside reads what is not published, at its address or in the list', async () => {
    const { id, slug } = await noticeIn('approved');
    await expect(as(null).readPublished({ kind: 'notice', slug })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const { items } = await as(null).listPublished({ kind: 'notice' });
    expect(items.some((item) => item.id === id)).toBe(false);
  });

  test('who wrote it may not check or approve it, even holding every role', async () => {
    const both = inRoles(writer, 'writer', 'law-checker', 'approver');
    const seen = await stepBy(writer, await as(writer).create(noticeInput()), 'submit');
    await expect(stepBy(both, seen, 'check')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const checked = await stepBy(checker, seen, 'check');
    await expect(stepBy(both, checked, 'approve')).rejects.toThrow('người khác phải làm bước này');
  });

  test('an approver who edits the text has become its author', async () => {
    const editor = inRoles(approver, 'writer', 'approver');
    const seen = await save(editor, await noticeIn('submitted'), 'Tiêu đề người duyệt sửa');
    expect(seen.state).toBe('draft');
    const checked = await stepBy(checker, await stepBy(writer, seen, 'submit'), 'check');
    await expect(stepBy(editor, checked, 'approve')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('editing what was approved makes it a draft again', async () => {
    const seen = await save(writer, await noticeIn('approved'), 'Tiêu đề sửa sau khi duyệt');
    expect(seen).toMatchObject({ state: 'draft', version: 2 });
    await expect(stepBy(approver, seen, 'publish')).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('saving what did not change changes nothing', async () => {
    const input = noticeInput();
    const seen = await noticeIn('approved', input);
    const { kind: _, ...typed } = input;
    expect(await as(writer).save({ id: seen.id, version: 1, ...typed })).toMatchObject({
      state: 'approved',
      version: 1,
    });
  });

  test('sending back asks for a reason, which the writer reads', async () => {
    const seen = await noticeIn('checked');
    await expect(stepBy(approver, seen, 'send-back', { reason: ' ' })).rejects.toThrow('Hãy ghi lý do');
    await stepBy(approver, seen, 'send-back', { reason: 'Thiếu giờ kết thúc' });
    const { state, steps } = await as(writer).get({ id: seen.id });
    expect([state, steps.at(-1)!.reason]).toEqual(['draft', 'Thiếu giờ kết thúc']);
  });
});

describe('refusals', () => {
  test('a law checker and an approver may not write, a writer may not check', async () => {
    for (const actor of [checker, approver])
      await expect(as(actor).create(noticeInput())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(stepBy(writer, await noticeIn('submitted'), 'check')).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('nobody who is not signed in gets anywhere at the desk', async () => {
    await expect(as(null).list({ kind: 'notice' })).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    await expect(as(null).create(noticeInput())).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  test('somebody of another unit neither reads, lists nor changes it; of the unit above they do', async () => {
    const local = await staffMember(app, 'writer', unit.commune);
    const above = await staffMember(app, 'writer', unit.province);
    const stranger = await staffMember(app, 'writer', unit.other);
    const seen = await as(local).create(noticeInput({ unitCode: 'xa-mau' }));
    for (const call of [
      () => as(stranger).get({ id: seen.id }),
      () => as(stranger).versions({ id: seen.id }),
      () => as(stranger).diff({ id: seen.id, from: 1, to: 1 }),
      () => save(stranger, seen, 'Tiêu đề của người lạ'),
      () => stepBy(stranger, seen, 'submit'),
      () => as(stranger).restore({ id: seen.id, version: 1, number: 1 }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const listed = async (actor: Actor) =>
      (await as(actor).list({ kind: 'notice' })).rows.some(({ id }) => id === seen.id);
    expect([await listed(local), await listed(above), await listed(stranger)]).toEqual([true, true, false]);
    expect((await save(above, seen, 'Tiêu đề từ cấp trên')).version).toBe(2);
  });

  test('nobody writes for a unit outside their scope, nor for the whole site from within one', async () => {
    const local = await staffMember(app, 'writer', unit.commune);
    for (const unitCode of ['TINHMAU', 'TINHKHAC', null])
      await expect(as(local).create(noticeInput({ unitCode }))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(as(local).create(noticeInput({ unitCode: 'KHONGCO' }))).rejects.toThrow('Không có đơn vị');
  });

  test('a provision that is unknown or ended, or a guide that is not there, is refused before the check', async () => {
    for (const data of [{ cites: ['nd-168-2024:99.99'] }, { guides: ['khong-co-bai-nay'] }]) {
      const seen = await as(writer).create(noticeInput({}, data));
      await expect(stepBy(writer, seen, 'submit')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
    const good = await noticeIn(
      'submitted',
      noticeInput({}, { cites: ['nd-168-2024:6.9.d'], guides: ['vuot-den-do'] }),
    );
    const { db } = app.services;
    const order = {
      target: 'nd-168-2024:6.9.d',
      state: 'ended' as const,
      onDay: '2026-11-01',
      reason: 'thử',
    };
    const { id } = await db.prisma.lawMark.create({ data: order });
    await db.announce(['law']);
    await expect(stepBy(checker, good, 'check')).rejects.toThrow('đã hết hiệu lực');
    await db.prisma.lawMark.delete({ where: { id } });
    await db.announce(['law']);
    expect((await stepBy(checker, good, 'check')).state).toBe('checked');
  });

  test('fields of a kind are refused by name', async () => {
    const refused = as(writer).create(noticeInput({}, { lead: '' }));
    await expect(refused).rejects.toMatchObject({ cause: { issues: [{ path: ['data', 'lead'] }] } });
  });
});

describe('two people at once', () => {
  test('the second to save is refused, nothing is overwritten, and sees what differs', async () => {
    const seen = await as(writer).create(noticeInput({ title: 'Cấm đường Lê Lợi' }));
    const other = await staffMember(app, 'writer');
    await save(other, seen, 'Cấm đường Lê Lai', 'Nội dung của người kia, đã lưu trước.');
    await expect(save(writer, seen, 'Cấm đường Lê Lê')).rejects.toMatchObject({ code: 'CONFLICT' });
    const { kind: _, ...typed } = noticeInput({ title: 'Cấm đường Lê Lê' });
    const [title, , body] = await as(writer).compare({ id: seen.id, ...typed });
    expect(title!.runs.filter(({ change }) => change !== 'same').map(({ text }) => text)).toEqual([
      'Lai',
      'Lê',
    ]);
    expect(body!.isChanged).toBe(true);
    expect((await as(writer).get({ id: seen.id })).title).toBe('Cấm đường Lê Lai');
    // Having seen the other text, they may put theirs over it.
    expect((await save(writer, { id: seen.id, version: 2 }, 'Cấm đường Lê Lê')).version).toBe(3);
  });

  test('of two who save in the same moment one is refused', async () => {
    const seen = await as(writer).create(noticeInput());
    const results = await Promise.allSettled([
      save(writer, seen, 'Bản thứ nhất'),
      save(writer, seen, 'Bản thứ hai'),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await as(writer).versions({ id: seen.id })).toHaveLength(2);
  });

  test('nobody approves a text they have not seen', async () => {
    const seen = await noticeIn('checked');
    const again = await save(writer, seen, 'Tiêu đề đổi trong lúc người duyệt đọc');
    await stepBy(checker, await stepBy(writer, again, 'submit'), 'check');
    await expect(stepBy(approver, seen, 'approve')).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('the hour of publishing', () => {
  const hour = minutesLater(60).toISOString();

  test('readers see it from its minute on, without anybody doing anything', async () => {
    const seen = await noticeIn('approved');
    await stepBy(approver, seen, 'schedule', { liveAt: hour });
    const read = (at: Date) => as(null, at).readPublished({ kind: 'notice', slug: seen.slug });
    await expect(read(minutesLater(59.9))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await read(minutesLater(60))).toMatchObject({ kind: 'live' });
    const { items } = await as(null, minutesLater(60)).listPublished({ kind: 'notice' });
    expect(items[0]).toMatchObject({ id: seen.id });
    expect(await as(writer, minutesLater(60)).get({ id: seen.id })).toMatchObject({ state: 'live' });
  });

  test('a kept page may live until that minute and no longer', async () => {
    const seen = await noticeIn('approved');
    await stepBy(approver, seen, 'schedule', { liveAt: minutesLater(30).toISOString() });
    expect(await app.services.embargo.msUntilNext(NOW)).toBe(30 * 60_000);
    await stepBy(approver, seen, 'send-back', { reason: 'Đăng quá sớm' });
    expect(await app.services.embargo.msUntilNext(minutesLater(61))).toBe(Infinity);
  });

  test('an hour that has passed, is missing, or lies before the embargo is refused', async () => {
    const seen = await noticeIn('approved', noticeInput({ embargoAt: hour }));
    await expect(stepBy(approver, seen, 'publish')).rejects.toThrow('Chưa tới giờ');
    for (const liveAt of [undefined, NOW.toISOString(), minutesLater(59).toISOString()])
      await expect(stepBy(approver, seen, 'schedule', liveAt ? { liveAt } : {})).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      });
    expect((await stepBy(approver, seen, 'schedule', { liveAt: hour })).state).toBe('scheduled');
  });

  test('what is edited before its hour does not appear at that hour', async () => {
    const seen = await noticeIn('approved');
    const scheduled = await stepBy(approver, seen, 'schedule', { liveAt: hour });
    await save(writer, scheduled, 'Tiêu đề sửa trước giờ đăng');
    await expect(
      as(null, minutesLater(61)).readPublished({ kind: 'notice', slug: seen.slug }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('after publishing', () => {
  test('a correction goes the same way while the old text stays, and says what was wrong', async () => {
    const live = await noticeIn('live');
    const open = await stepBy(writer, live, 'correct', { reason: 'Ghi nhầm tên đường' });
    const { kind: _, ...typed } = noticeInput({ title: 'Cấm đường Trần Phú', slug: 'cam-duong-tran-phu' });
    const fixed = await as(writer).save({ id: open.id, version: open.version, ...typed });
    const read = () => as(null).readPublished({ kind: 'notice', slug: live.slug });
    expect(await read()).toMatchObject({ kind: 'live', published: { corrections: [] } });
    const checked = await stepBy(checker, await stepBy(writer, fixed, 'submit'), 'check');
    await expect(stepBy(inRoles(writer, 'approver'), checked, 'approve')).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await stepBy(approver, await stepBy(approver, checked, 'approve'), 'publish');
    // It has another address now: the old one leads on.
    expect(await read()).toEqual({ kind: 'moved', slug: 'cam-duong-tran-phu' });
    expect(await as(null).readPublished({ kind: 'notice', slug: 'cam-duong-tran-phu' })).toMatchObject({
      published: {
        title: 'Cấm đường Trần Phú',
        corrections: [{ on: '2026-11-21', note: 'Ghi nhầm tên đường' }],
      },
    });
    const states = (await as(writer).versions({ id: live.id })).map(({ number, state }) => [number, state]);
    expect(states).toEqual([
      [3, 'live'],
      [2, 'draft'],
      [1, 'corrected'],
    ]);
  });

  test('a correction that is dropped leaves the published text and its address', async () => {
    const live = await noticeIn('live');
    const open = await stepBy(writer, live, 'correct', { reason: 'Ghi nhầm tên đường' });
    const dropped = await stepBy(writer, await save(writer, open, 'Bản đính chính bỏ đi'), 'discard');
    expect(dropped).toMatchObject({ state: 'live', version: 1 });
    expect(await as(null).readPublished({ kind: 'notice', slug: live.slug })).toMatchObject({ kind: 'live' });
    // The next version does not take a number again.
    expect((await stepBy(writer, dropped, 'correct', { reason: 'Thử lại lần nữa' })).version).toBe(4);
  });

  test('what is withdrawn says so with the reason, also while a correction is in the works', async () => {
    const live = await noticeIn('live');
    const open = await stepBy(writer, live, 'correct', { reason: 'Ghi nhầm tên đường' });
    await expect(stepBy(writer, open, 'withdraw', { reason: 'Đã hủy lệnh cấm' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await stepBy(approver, open, 'withdraw', { reason: 'Đã hủy lệnh cấm' });
    expect(await as(null).readPublished({ kind: 'notice', slug: live.slug })).toEqual({
      kind: 'withdrawn',
      on: '2026-11-21',
      reason: 'Đã hủy lệnh cấm',
    });
    const { items } = await as(null).listPublished({ kind: 'notice' });
    expect(items.some(({ id }) => id === live.id)).toBe(false);
  });

  test('an address that somebody else has is refused; one of a dropped draft is free again', async () => {
    const live = await noticeIn('live');
    await expect(as(writer).create(noticeInput({ slug: live.slug }))).rejects.toThrow('đã thuộc mục khác');
    const { title } = await as(writer).get({ id: live.id });
    const { id } = await as(writer).create(noticeInput({ title }));
    expect((await as(writer).get({ id })).slug).toBe(`${live.slug}-2`);
    const draft = await as(writer).create(noticeInput({ slug: 'dia-chi-bo-di' }));
    await stepBy(writer, draft, 'discard');
    expect((await as(writer).create(noticeInput({ slug: 'dia-chi-bo-di' }))).state).toBe('draft');
  });
});

describe('versions', () => {
  test('an older text comes back as a new version, with what changed between any two in words', async () => {
    const seen = await as(writer).create(noticeInput({ title: 'Bản đầu tiên' }));
    const second = await save(writer, seen, 'Bản thứ hai');
    const back = await as(writer).restore({ id: seen.id, version: second.version, number: 1 });
    expect(back.version).toBe(3);
    const view = await as(writer).get({ id: seen.id });
    expect([view.title, view.slug]).toEqual(['Bản đầu tiên', 'ban-dau-tien']);
    const diff = await as(writer).diff({ id: seen.id, from: 1, to: 2 });
    expect(diff.filter(({ isChanged }) => isChanged).map(({ name }) => name)).toContain('title');
    const same = await as(writer).diff({ id: seen.id, from: 1, to: 3 });
    expect(same.filter(({ isChanged }) => isChanged)).toEqual([]);
  });

  test('whoever brings an older text back does not thereby lose its authors', async () => {
    const editor = await staffMember(app, 'writer');
    const seen = await as(writer).create(noticeInput());
    const second = await save(editor, seen, 'Người khác viết lại');
    const back = await as(editor).restore({ id: seen.id, version: second.version, number: 1 });
    const { authors } = await as(editor).get({ id: back.id });
    expect(authors.map(({ id }) => id)).toEqual([writer.id, editor.id]);
  });

  test('the public note of a correction is approved by somebody else than its author, whose text it ever carries', async () => {
    const mole = inRoles(await staffMember(app, 'writer'), 'writer', 'approver');
    const live = await noticeIn('live');
    const open = await stepBy(mole, live, 'correct', { reason: 'Lời công khai tự duyệt' });
    // Somebody else only takes the old text back.
    const back = await as(writer).restore({ id: live.id, version: open.version, number: 1 });
    const checked = await stepBy(checker, await stepBy(writer, back, 'submit'), 'check');
    await expect(stepBy(mole, checked, 'approve')).rejects.toThrow('người khác phải làm bước này');
    expect((await stepBy(approver, checked, 'approve')).state).toBe('approved');
  });
});

describe('the public list', () => {
  test('holds no kind that has no pages, nor is there an address of one', async () => {
    for (const call of [
      () => as(null).listPublished({ kind: 'law-mark' }),
      () => as(null).readPublished({ kind: 'law-mark', slug: 'danh-dau' }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('goes from the newest to the oldest first publication, page by page', async () => {
    const ids: string[] = [];
    for (let minute = 1; minute <= 3; minute += 1) {
      const seen = await noticeIn('approved');
      await stepBy(approver, seen, 'publish', {}, minutesLater(minute));
      ids.unshift(seen.id);
    }
    // A correction is no new notice.
    const last = ids.at(-1)!;
    const at = minutesLater(10);
    const open = await stepBy(
      writer,
      { id: last, version: 1 },
      'correct',
      { reason: 'Ghi nhầm tên đường' },
      at,
    );
    const checked = await stepBy(checker, await stepBy(writer, open, 'submit', {}, at), 'check', {}, at);
    await stepBy(approver, await stepBy(approver, checked, 'approve', {}, at), 'publish', {}, at);
    const list = (page: number, size: number) =>
      as(null, minutesLater(11)).listPublished({ kind: 'notice', page, size });
    const all = await list(1, 50);
    expect(all.items.slice(0, 3).map(({ id }) => id)).toEqual(ids);
    expect(all.items[2]!.corrections).toHaveLength(1);
    expect(all.total).toBe(all.items.length);
    const paged = [...(await list(1, 2)).items, ...(await list(2, 2)).items];
    expect(paged).toEqual(all.items.slice(0, 4));
    // What search engines are told is the same list, without its texts.
    const ctx = contextAt(app, null, minutesLater(11));
    expect(await publishedPaths(ctx, 'notice', 3)).toEqual(
      all.items.slice(0, 3).map(({ slug, publishedOn }) => ({ path: `/thong-bao/${slug}/`, publishedOn })),
    );
  });

  test('is answered in small pages only', async () => {
    expect((await as(null).listPublished({ kind: 'notice', size: 50 })).size).toBe(50);
    await expect(as(null).listPublished({ kind: 'notice', size: 51 })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });
});

describe('the list of the desk', () => {
  test('is sorted, narrowed and counted alike on every page', async () => {
    const author = await staffMember(app, 'writer', unit.other);
    const titles = ['Ngã tư An Dương', 'Đường Ân Thi', 'Đường an toàn', 'Zalo của đội', 'Đường ẩn lối'];
    const made: string[] = [];
    for (const [at, title] of titles.entries()) {
      const dueOn = at < 2 ? `2026-12-0${at + 1}` : undefined;
      const input = noticeInput({ title, unitCode: 'TINHKHAC', ...(dueOn ? { dueOn } : {}) });
      made.push((await as(author, minutesLater(at)).create(input)).id);
    }
    await stepBy(author, { id: made[0]!, version: 1 }, 'submit', {}, minutesLater(20));
    const list = (more: object) => as(author, minutesLater(30)).list({ kind: 'notice', ...more });
    const titlesOf = async (more: object) => (await list(more)).rows.map(({ title }) => title);
    const inOrder = [...titles].sort(new Intl.Collator('vi').compare);
    expect(await titlesOf({ sort: 'title' })).toEqual(inOrder);
    expect(await titlesOf({ sort: '-title' })).toEqual(inOrder.toReversed());
    expect((await titlesOf({ sort: 'due' })).slice(0, 2)).toEqual(titles.slice(0, 2));
    expect((await titlesOf({ sort: '-since' }))[0]).toBe(titles[0]);
    expect((await titlesOf({ sort: '-state' }))[0]).toBe(titles[0]);
    expect(await titlesOf({ query: 'duong an', sort: 'title' })).toEqual(
      inOrder.filter((title) => title !== 'Zalo của đội'),
    );
    expect(await titlesOf({ query: '100%_' })).toEqual([]);
    expect(await list({ states: ['submitted'], query: 'ngã' })).toMatchObject({
      total: 1,
      states: [{ state: 'submitted', count: 1 }],
      authors: [{ id: author.id, name: author.name }],
      units: [{ id: unit.other, name: 'TINHKHAC' }],
    });
    expect((await list({ authorId: writer.id })).total).toBe(0);
    expect((await list({ unitId: unit.other })).total).toBe(titles.length);
  });

  test('says of what was scheduled that it is live once its hour has come', async () => {
    const seen = await noticeIn('approved', noticeInput({ title: 'Hẹn giờ rồi lên danh sách' }));
    await stepBy(approver, seen, 'schedule', { liveAt: minutesLater(5).toISOString() });
    const stateAt = async (at: Date) => {
      const { rows, states } = await as(writer, at).list({ kind: 'notice', query: 'hen gio roi len' });
      return [rows[0]!.state, rows[0]!.since.getTime(), states];
    };
    expect(await stateAt(minutesLater(4))).toEqual([
      'scheduled',
      NOW.getTime(),
      [{ state: 'scheduled', count: 1 }],
    ]);
    expect(await stateAt(minutesLater(5))).toEqual([
      'live',
      minutesLater(5).getTime(),
      [{ state: 'live', count: 1 }],
    ]);
  });
});
