import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLimiter } from '#server/classroom/live/limiter.ts';
import { createContext, type Context } from '#server/context.ts';
import { markCommand } from '#server/law/command.ts';
import { respondWithPaper } from '#server/paper/http.ts';
import { PAPER_FILES } from '#server/paper/rules.ts';
import type { KeptQuestion } from '#server/paper/service.ts';
import { createPaperStore } from '#server/paper/store.ts';
import type { FoundSet } from '#server/quiz/source.ts';
import { createCaller } from '#server/router.ts';
import { renderScene } from '#server/scene/rules.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';
import { scenes } from '#tests/support/content.ts';
import { keysFromPrint, said, solvedFromPrint } from '#tests/support/paper-print.ts';
import { EVERY_KIND } from '#tests/support/paper-questions.ts';
import { textsOf } from '#tests/support/pdf-text.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const paper = (ctx: Context = app.context()) => createCaller(ctx).paper;
type Made = Awaited<ReturnType<ReturnType<typeof paper>['create']>>;
const make = (over: Record<string, unknown> = {}, ctx?: Context) =>
  paper(ctx).create({ set: 'tong-hop', forms: 3, questions: 12, ...over });
const file = (made: Made, name: string, ctx = app.context()) =>
  respondWithPaper(
    ctx,
    { ...made, file: name },
    {
      titleOf: () => Promise.resolve('Luật giao thông: Tổng hợp'),
      drawScene: (id) => {
        const scene = scenes.get(id);
        return Promise.resolve(scene ? renderScene(scene, { isQuestion: true }) : null);
      },
    },
  );
const pdfOf = async (made: Made, name: string, ctx?: Context) =>
  Buffer.from(await (await file(made, name, ctx)).arrayBuffer());
const rowOf = ({ code }: Made) => app.services.db.prisma.paperSet.findUniqueOrThrow({ where: { code } });
const questionsOf = async (made: Made) => (await rowOf(made)).questions as unknown as KeptQuestion[];
/** The same services with another day, and nothing kept in memory. */
const on = (day: string, set?: FoundSet): Context => {
  const now = () => new Date(`${day}T05:00:00Z`);
  const { db, quiz } = app.services;
  const store = createPaperStore(db.prisma, {
    ...{ signer: app.services.paper.signer, newSets: createLimiter(1, 0, now), now },
  });
  void store.close();
  const found = set ? { ...quiz, findSet: () => Promise.resolve(set) } : quiz;
  return createContext({ ...app.services, now, paper: store, quiz: found });
};

/** The shipped set without what is not answered by one letter. */
async function choices(): Promise<Context> {
  const { quiz } = app.services;
  const set = (await quiz.findSet('tong-hop', null))!;
  const questions = set.questions.filter(({ task }) => task.kind === 'one');
  const findSet = () => Promise.resolve({ ...set, questions });
  return createContext({ ...app.services, quiz: { ...quiz, findSet } });
}

describe('a printed set', () => {
  test.each(['A4', 'A5'])('on %s prints words that can be read and a key that is right', async (size) => {
    const made = await make({ size }, await choices());
    const bank = await questionsOf(made);
    const solved = solvedFromPrint(textsOf(await pdfOf(made, 'de')), bank);
    const keys = keysFromPrint(textsOf(await pdfOf(made, 'dap-an')), 3, 12);
    expect([...solved.keys()]).toEqual(['101', '102', '103']);
    expect(solved.get('101')).toHaveLength(12);
    expect(solved).toEqual(keys);
  });

  test('names law, day and code on every kind of sheet', async () => {
    const made = await make();
    const code = `${made.code.slice(0, 4)}-${made.code.slice(4)}`;
    for (const name of PAPER_FILES) {
      const words = textsOf(await pdfOf(made, name))
        .flat()
        .join(' ');
      expect(words).toContain(code);
      expect(words).toContain('Theo luật đến ngày 21/11/2026');
      expect(words).not.toContain('\ufffd');
    }
    const key = textsOf(await pdfOf(made, 'dap-an'))
      .flat()
      .join(' ');
    for (const { law } of await questionsOf(made)) expect(said(key)).toContain(said(law.citation));
    const sheets = textsOf(await pdfOf(made, 'de'));
    expect(sheets.every((page) => page.some((run) => /^Trang \d+\/\d+ · Mã đề 10[123]$/.test(run)))).toBe(
      true,
    );
  });

  test('is the same file again, drawn on another day', async () => {
    const made = await make();
    for (const name of PAPER_FILES)
      expect((await pdfOf(made, name)).equals(await pdfOf(made, name, on('2027-03-01')))).toBe(true);
  });

  test('is tagged, and read by another program where there is one', async () => {
    const made = await make({ forms: 1, questions: 3 });
    const pdf = await pdfOf(made, 'de');
    expect(pdf.subarray(0, 8).toString()).toBe('%PDF-1.7');
    expect(pdf.toString('latin1')).toMatch(/\/Marked true[^]*|\/StructTreeRoot/);
    const folder = await mkdtemp(join(tmpdir(), 'paper-'));
    await writeFile(join(folder, 'de.pdf'), pdf);
    let words: string | null = null;
    try {
      words = execFileSync('pdftotext', [join(folder, 'de.pdf'), '-'], { encoding: 'utf8' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    await rm(folder, { recursive: true });
    const [question] = await questionsOf(made);
    if (words !== null) expect(said(words)).toContain(said(question!.text));
  });

  test('draws ordering, matching, numbers, words and several right answers, and leaves pointing out', async () => {
    const shipped = (await app.services.quiz.findSet('tong-hop', null))!;
    const questions = EVERY_KIND.map(([text, task], at) => ({
      ...{ ...shipped.questions[0]!, id: `own-${at}`, ref: `own${at}`, text, task, picture: null },
    }));
    const ctx = on('2026-11-21', {
      id: 'own-set',
      titleVi: 'Bộ của trường',
      questions,
      size: 7,
      isOrdered: true,
    });
    await expect(paper(ctx).offer({ set: 'own-set' })).resolves.toEqual({
      ...{ set: 'own-set', titleVi: 'Bộ của trường', printable: 6, leftOut: 1 },
    });
    const made = await make({ set: 'own-set', forms: 2, questions: 40 }, ctx);
    const words = textsOf(await pdfOf(made, 'de', ctx)).flat();
    for (const text of ['Bộ của trường', 'Chữa cháy', 'Nguy hiểm', 'km/h', 'Đúng', 'Chọn mọi ý đúng.'])
      expect(words).toContain(text);
    expect(words.join(' ')).not.toContain('Chỉ vào');
    const key = textsOf(await pdfOf(made, 'dap-an', ctx)).flat();
    expect(key).toContain('50');
    expect(key.join(' ')).toMatch(/1[AB] 2[AB]/);
    expect(key).toContain('S');
    const answers = textsOf(await pdfOf(made, 'phieu-tra-loi', ctx)).flat();
    expect(answers).toContain('Đ');
  });
});

describe('the key', () => {
  test('is not opened by the code that everybody reads', async () => {
    const made = await make();
    const other = await make();
    for (const secret of ['', 'x', made.code, other.secret, made.secret.slice(1), `${made.secret}A`]) {
      expect((await file({ ...made, secret }, 'dap-an')).status).toBe(404);
      await expect(paper().made({ code: made.code, secret })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect((await file(made, 'dap-an')).status).toBe(200);
    expect((await file(made, 'gi-do')).status).toBe(404);
  });

  test('does not stand in what the public page is given', async () => {
    const made = await make();
    await markCommand(app.services, {
      ...{ target: 'luat-36-2024', state: 'under-review', onDay: '2026-11-10', reason: 'Thử trong kiểm tra' },
    });
    const view = await paper().check({ code: made.code });
    await markCommand(app.services, {
      ...{ target: 'luat-36-2024', state: 'clear', onDay: '2026-11-10', reason: 'Thử trong kiểm tra' },
    });
    const shown = JSON.stringify(view);
    expect(shown).not.toContain(made.secret);
    expect(Object.keys(view).sort()).toEqual(
      ['code', 'deleteOn', 'forms', 'lapsed', 'madeOn', 'questions', 'set', 'size', 'titleVi'].sort(),
    );
    for (const lapsed of view.lapsed)
      expect(Object.keys(lapsed).sort()).toEqual([
        'citation',
        'places',
        'provisionId',
        'reason',
        'since',
        'text',
      ]);
  });

  test('that the solver does not confirm is not handed out', async () => {
    const made = await make({ forms: 1 }, await choices());
    const questions = await questionsOf(made);
    const [first] = questions;
    if (first!.task.kind !== 'one') throw new Error('Not a choice.');
    const { right, options } = first!.task;
    options[(right + 1) % options.length] = options[right]!;
    await app.services.db.prisma.paperSet.update({
      where: { code: made.code },
      data: { questions: questions },
    });
    for (const name of PAPER_FILES) {
      const reply = await file(made, name);
      expect(reply.status).toBe(409);
      expect(await reply.text()).toMatch(/^Mã đề 101, câu \d+: máy giải lại không ra/);
    }
  });
});

describe('the page behind the QR', () => {
  test('says valid, then which questions no longer hold, since when, and where they stand', async () => {
    const made = await make({ questions: 40 });
    await expect(paper().check({ code: made.code.toLowerCase() })).resolves.toMatchObject({
      ...{ forms: 3, questions: 40, lapsed: [], madeOn: '2026-11-21', deleteOn: '2028-07-31' },
    });
    const target = (await questionsOf(made))[0]!.law.provisionId;
    const touched = (await questionsOf(made)).filter(({ law }) => law.provisionId === target);
    const mark = (state: string) =>
      markCommand(app.services, { target, state, onDay: '2026-11-15', reason: 'Thử trong kiểm tra' });
    await mark('under-review');
    const { lapsed } = await paper().check({ code: made.code });
    await mark('clear');
    const own = lapsed.filter(({ provisionId }) => provisionId === target);
    expect(own.map(({ text }) => text).sort()).toEqual(touched.map(({ text }) => text).sort());
    for (const { reason, since, places } of own) {
      expect({ reason, since }).toEqual({ reason: 'under-review', since: '2026-11-15' });
      expect(places.map(({ form }) => form)).toEqual(['101', '102', '103']);
    }
    const sheets = textsOf(await pdfOf(made, 'de'));
    const first = own[0]!.places[0]!;
    const runs = sheets.flat();
    const at = runs.indexOf(`Câu ${first.number}.`);
    expect(said(own[0]!.text).startsWith(said(runs[at + 1]!))).toBe(true);
  });

  test.each(['', 'AAAAAAAA', 'O0O0O0O0', 'A'.repeat(30)])('knows no set “%s”', async (code) => {
    await expect(paper().check({ code })).rejects.toMatchObject({
      code: code === 'AAAAAAAA' ? 'NOT_FOUND' : 'BAD_REQUEST',
    });
  });
});

describe('what is kept', () => {
  test('names nobody, and goes at the end of the next school year', async () => {
    const made = await make({}, app.context(actorWith('teacher')));
    const row = await rowOf(made);
    expect(Object.keys(row).sort()).toEqual(
      ['code', 'deleteOn', 'forms', 'madeOn', 'questions', 'set', 'size', 'title'].sort(),
    );
    expect(JSON.stringify(row)).not.toContain('Người thử');
    await expect(paper(on('2028-07-31')).check({ code: made.code })).resolves.toMatchObject({ forms: 3 });
    const late = on('2028-08-01');
    await expect(paper(late).check({ code: made.code })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect.poll(() => app.services.db.prisma.paperSet.count({ where: { code: made.code } })).toBe(0);
  });
});

describe('refused', () => {
  test.each([
    [{ forms: 0 }, 'từ 1 đến 24'],
    [{ forms: 25 }, 'từ 1 đến 24'],
    [{ questions: 0 }, 'từ 1 đến 40'],
    [{ questions: 41 }, 'từ 1 đến 40'],
    [{ questions: 2.5 }, 'từ 1 đến 40'],
    [{ size: 'A3' }, 'A4 hoặc A5'],
    [{ set: '../x' }, 'bộ câu hỏi'],
    [{ set: 'khong-co' }, 'bộ câu hỏi'],
  ])('%o', async (over, sentence) => {
    await expect(make(over)).rejects.toThrow(sentence);
  });

  test('more than the server can take at once, and sets of which nothing can be printed', async () => {
    const ctx = on('2026-11-21');
    await make({}, ctx);
    await expect(make({}, ctx)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    const empty = on('2026-11-21', { id: 'e', titleVi: 'Trống', questions: [], size: 5, isOrdered: false });
    await expect(make({ set: 'e' }, empty)).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
