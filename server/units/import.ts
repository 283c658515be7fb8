import { createHash, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { readSheet } from '../sheet/read.ts';
import { ImportCancelled, writeImport } from './import-write.ts';
import type { ImportJob, ImportPreview } from './jobs.ts';
import { layoutOf, planImport, type FileRow, type ImportUnit, type RowProblem } from './rules.ts';
import { heldUnits, loadUnits, lockUnits, registryMark, type Tx } from './store.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);
const KEPT_MS = 24 * 60 * 60 * 1000;
/** Rows of a preview on one page. */
const PAGE = 100;

const gone = () => new DomainError('NOT_FOUND', 'Lần nhập này không còn. Hãy gửi tệp lại.');

/**
 * Takes a file in: reads it and holds it against the registry in the background. Nothing is written into the registry.
 * @returns id under which {@link readImport} tells how far it is
 * @throws DomainError CONFLICT while another file of theirs is at work: reading takes memory, so everybody has one at a time
 */
export async function beginImport(
  ctx: Context,
  { fileName, bytes }: { fileName: string; bytes: Uint8Array },
): Promise<{ id: string }> {
  const staffId = ctx.actor!.id;
  if (ctx.unitImports.isBusyFor(staffId))
    throw new DomainError('CONFLICT', 'Tệp bạn gửi trước còn đang chạy. Hãy chờ vài giây rồi gửi lại.');
  const id = randomUUID();
  const name =
    fileName
      .normalize('NFC')
      .replace(/[\p{C}/\\]/gu, '')
      .slice(0, 120) || 'tệp không tên';
  ctx.unitImports.set(id, { phase: 'reading', staffId, fileName: name });
  ctx.unitImports.track(
    staffId,
    preview(ctx, id, name, bytes).catch((error: unknown) => fail(ctx, id, error)),
  );
  return { id };
}

function fail(ctx: Context, id: string, error: unknown): void {
  if (error instanceof ImportCancelled) return void ctx.unitImports.set(id, { phase: 'cancelled' });
  if (!(error instanceof DomainError)) console.error('unit import:', error);
  const sentence =
    error instanceof DomainError ? error.message : 'Máy chủ gặp lỗi khi đọc tệp. Hãy thử lại sau ít phút.';
  ctx.unitImports.set(id, { phase: 'failed', sentence, preview: null });
}

function stopIfCancelled(ctx: Context, id: string): void {
  if (ctx.unitImports.get(id)?.phase === 'cancelled') throw new ImportCancelled();
}

async function preview(ctx: Context, id: string, fileName: string, bytes: Uint8Array): Promise<void> {
  const rows: FileRow[] = [];
  for await (const row of readSheet(bytes)) {
    rows.push(row);
    if (rows.length % 500 === 0) {
      stopIfCancelled(ctx, id);
      ctx.unitImports.set(id, { phase: 'reading', done: rows.length });
    }
  }
  stopIfCancelled(ctx, id);
  ctx.unitImports.set(id, { phase: 'checking', done: rows.length, total: rows.length });
  const fileHash = createHash('sha256').update(bytes).digest('hex');
  const made = await plan(ctx, ctx.db.prisma, { fileName, fileHash, rows });
  stopIfCancelled(ctx, id);
  const { plan: planned, layout, mark } = made;
  if (planned.added.length + planned.changed.length + planned.same + planned.problems.length === 0)
    throw new DomainError('BAD_INPUT', `Không có dòng nào dưới dòng tiêu đề (dòng ${layout.headLine}).`);
  await ctx.db.prisma.unitImport.deleteMany({
    where: { createdAt: { lt: new Date(ctx.now().getTime() - KEPT_MS) } },
  });
  await ctx.db.prisma.unitImport.create({
    data: {
      id,
      staffId: ctx.actor!.id,
      fileName,
      fileHash,
      mark,
      rows: Uint8Array.from(await pack(JSON.stringify(rows))),
      createdAt: ctx.now(),
    },
  });
  ctx.unitImports.set(id, { phase: 'ready', preview: made });
}

/** Holds rows against the registry as it is now. */
async function plan(
  ctx: Context,
  tx: Tx,
  { fileName, fileHash, rows }: { fileName: string; fileHash: string; rows: readonly FileRow[] },
): Promise<ImportPreview> {
  const layout = layoutOf(rows);
  if (typeof layout === 'string') throw new DomainError('BAD_INPUT', layout);
  const mark = await registryMark(tx);
  const units = await importUnits(tx);
  const reach = withinHeld(units, heldUnits(ctx, 'unit.import'));
  return { fileName, fileHash, mark, layout, plan: planImport(rows, layout, units, reach, ctx.today) };
}

async function importUnits(tx: Tx): Promise<ImportUnit[]> {
  const counts = await tx.$queryRaw<{ unitId: string; year: number; count: number }[]>`
    SELECT unit_id::text AS "unitId", year, count FROM unit_headcount`;
  const byUnit = new Map<string, Map<number, number>>();
  for (const { unitId, year, count } of counts) {
    if (!byUnit.has(unitId)) byUnit.set(unitId, new Map());
    byUnit.get(unitId)!.set(year, count);
  }
  const none = new Map<number, number>();
  return (await loadUnits(tx, null)).map((unit) => ({ ...unit, headcounts: byUnit.get(unit.id) ?? none }));
}

function withinHeld(units: readonly ImportUnit[], held: readonly string[] | null): Set<string> | null {
  if (held === null) return null;
  const below = new Map<string | null, string[]>();
  for (const { id, parentId } of units) below.set(parentId, [...(below.get(parentId) ?? []), id]);
  const reach = new Set<string>();
  const queue = [...held];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (reach.has(id)) continue;
    reach.add(id);
    queue.push(...(below.get(id) ?? []));
  }
  return reach;
}

/** The job of an import of one's own; made again from what was kept when another process held it. */
async function ownJob(ctx: Context, id: string): Promise<ImportJob> {
  const job = ctx.unitImports.get(id);
  if (job) {
    if (job.staffId !== ctx.actor!.id) throw gone();
    return job;
  }
  const kept = await ctx.db.prisma.unitImport.findFirst({ where: { id, staffId: ctx.actor!.id } });
  if (!kept) throw gone();
  const rows = JSON.parse((await unpack(kept.rows)).toString()) as FileRow[];
  const made = await plan(ctx, ctx.db.prisma, { ...kept, rows });
  return ctx.unitImports.set(id, {
    phase: 'ready',
    staffId: kept.staffId,
    fileName: kept.fileName,
    done: rows.length,
    total: rows.length,
    preview: made,
  });
}

/** What a page shows of an import. */
export type ImportView = {
  phase: ImportJob['phase'];
  fileName: string;
  done: number;
  total: number;
  sentence: string | null;
  preview: {
    fileHash: string;
    mark: string;
    counts: {
      added: number;
      changed: number;
      ended: number;
      same: number;
      problems: number;
      brokenRows: number;
    };
    unknown: readonly string[];
    /** One page of each list. */
    added: ImportPreview['plan']['added'];
    changed: ImportPreview['plan']['changed'];
    problems: readonly RowProblem[];
    page: number;
    pages: number;
  } | null;
};

/** How far an import is; once it is ready, what it would do. @throws DomainError NOT_FOUND */
export async function readImport(
  ctx: Context,
  { id, page }: { id: string; page: number },
): Promise<ImportView> {
  const { phase, fileName, done, total, sentence, preview: made } = await ownJob(ctx, id);
  if (!made) return { phase, fileName, done, total, sentence, preview: null };
  const { added, changed, same, problems } = made.plan;
  const cut = <T>(list: readonly T[]): T[] => list.slice((page - 1) * PAGE, page * PAGE);
  const ended = changed.filter(({ validTo }) => validTo !== undefined).length;
  const longest = Math.max(added.length, changed.length, problems.length);
  return {
    phase,
    fileName,
    done,
    total,
    sentence,
    preview: {
      fileHash: made.fileHash,
      mark: made.mark,
      counts: {
        added: added.length,
        changed: changed.length - ended,
        ended,
        same,
        problems: problems.length,
        brokenRows: new Set(problems.map(({ line }) => line)).size,
      },
      unknown: made.layout.unknown,
      added: cut(added),
      changed: cut(changed),
      problems: cut(problems),
      page,
      pages: Math.max(1, Math.ceil(longest / PAGE)),
    },
  };
}

/** Every cell of a file that could not be taken. @throws DomainError NOT_FOUND */
export async function importProblems(ctx: Context, id: string): Promise<readonly RowProblem[]> {
  return (await ownJob(ctx, id)).preview?.plan.problems ?? [];
}

/**
 * Writes what was previewed, in the background.
 * @param given hash of the file and mark of the registry, as the preview showed them
 * @throws DomainError CONFLICT when units changed since: the preview is made anew and must be accepted again
 */
export async function acceptImport(
  ctx: Context,
  given: { id: string; fileHash: string; mark: string },
): Promise<void> {
  const { id } = given;
  const job = await ownJob(ctx, id);
  if (job.phase !== 'ready' || !job.preview)
    throw new DomainError('CONFLICT', 'Lần nhập này đang chạy hoặc đã xong. Hãy xem trang của nó.');
  const kept = await ctx.db.prisma.unitImport.findFirst({ where: { id, staffId: ctx.actor!.id } });
  if (!kept) throw gone();
  if (given.fileHash !== kept.fileHash) throw new DomainError('CONFLICT', 'Tệp đã đổi. Hãy gửi lại tệp.');
  const rows = JSON.parse((await unpack(kept.rows)).toString()) as FileRow[];
  const current = await registryMark(ctx.db.prisma);
  if (given.mark !== current || job.preview.mark !== current) {
    ctx.unitImports.set(id, { phase: 'ready', preview: await plan(ctx, ctx.db.prisma, { ...kept, rows }) });
    throw new DomainError(
      'CONFLICT',
      'Danh sách đơn vị vừa thay đổi nên bản xem trước đã làm lại. Hãy xem lại rồi chấp nhận.',
    );
  }
  const total = job.preview.plan.added.length + job.preview.plan.changed.length;
  // Taken by one request only: whoever comes second finds it at work.
  if (ctx.unitImports.get(id)?.phase !== 'ready') throw gone();
  ctx.unitImports.set(id, { phase: 'writing', done: 0, total });
  ctx.unitImports.track(
    kept.staffId,
    write(ctx, id, given.mark, rows, kept).catch((error: unknown) => fail(ctx, id, error)),
  );
}

async function write(
  ctx: Context,
  id: string,
  mark: string,
  rows: readonly FileRow[],
  file: { fileName: string; fileHash: string },
): Promise<void> {
  await ctx.db.prisma.$transaction(
    async (tx) => {
      await lockUnits(tx);
      // Taken out first: an import that another process cancelled or wrote is not there any more.
      if ((await tx.unitImport.deleteMany({ where: { id } })).count === 0) throw new ImportCancelled();
      const made = await plan(ctx, tx, { ...file, rows });
      if (made.mark !== mark)
        throw new DomainError('CONFLICT', 'Danh sách đơn vị vừa thay đổi nên chưa ghi gì. Hãy gửi tệp lại.');
      await writeImport(ctx, tx, made.plan, (done) => {
        stopIfCancelled(ctx, id);
        ctx.unitImports.set(id, { phase: 'writing', done });
      });
    },
    { timeout: 120_000, maxWait: 30_000 },
  );
  await ctx.db.announce(['units']);
  ctx.unitImports.set(id, { phase: 'done' });
}

/** Stops an import and throws away what was kept of its file; what is being written is taken back. */
export async function cancelImport(ctx: Context, id: string): Promise<void> {
  const job = ctx.unitImports.get(id);
  if (job && job.staffId !== ctx.actor!.id) throw gone();
  if (job?.phase === 'done') throw new DomainError('CONFLICT', 'Đã nhập xong nên không hủy được nữa.');
  if (job) ctx.unitImports.set(id, { phase: 'cancelled', preview: null });
  await ctx.db.prisma.unitImport.deleteMany({ where: { id, staffId: ctx.actor!.id } });
}
