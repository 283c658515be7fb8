/*
 * Figures that a program of a sender hands over, signed. What is taken is what needs nobody to ask: codes, or names that the
 * sender's last file was read by.
 */
import type { Context } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { SheetError } from '../../sheet/refusal.ts';
import { takeFile } from './file.ts';
import { createLookup } from './lookup.ts';
import { loadVocabulary, makePlan, noMapping, type IntakePlan } from './plan.ts';
import { answerOnce, refuse, type SignedAnswer } from './signed-once.ts';
import { placed, tablesOf } from './signed-body.ts';
import { bodyHashOf, isSignedBy, isTimely, type VerifyingKey } from './signature.ts';
import { isEmpty, takeBatch } from './take-batch.ts';
import { jobSender, lastMonthOf, rememberedMapping, takenBefore } from './upload.ts';

export type { SignedAnswer };

export const SIGNED_PATH = '/api/v1/releases';
const MOST_PROBLEMS = 100;

const notSigned = () =>
  refuse(
    401,
    'signature-refused',
    'Chữ ký không đúng hoặc khóa không dùng được. Hãy xem lại khóa và cách ký.',
  );

/**
 * Answers a signed request. Nothing in an answer, nor how long it takes, tells whether a key exists.
 * @param request headers as sent; `readBody` gives the body whole, or reads it to its end and gives nothing of it
 */
export async function takeSigned(
  ctx: Context,
  request: { method: string; headers: Headers; readBody: (isKept: boolean) => Promise<Uint8Array> },
): Promise<SignedAnswer> {
  try {
    await ctx.staff.limits.take('signed-address', { account: null, address: ctx.visit?.address ?? '' });
  } catch (error) {
    return tooMany(error);
  }
  const { method, headers, readBody } = request;
  const header = (name: string) => headers.get(name)?.trim() ?? '';
  const [keyId, timestamp, requestId, signature] = [
    header('x-key-id'),
    header('x-timestamp'),
    header('x-request-id'),
    header('x-signature'),
  ];
  if (!/^[\w-]{1,40}$/.test(keyId) || timestamp === '' || signature === '' || signature.length > 200)
    return refuse(
      401,
      'signature-missing',
      'Thiếu đầu mục ký. Hãy gửi x-key-id, x-timestamp, x-request-id và x-signature.',
    );
  if (!/^[\w-]{8,64}$/.test(requestId))
    return refuse(
      400,
      'request-id',
      'x-request-id phải có 8–64 ký tự trong A–Z, a–z, 0–9, dấu - và _. Hãy đặt mã mới cho mỗi lần giao.',
    );
  // Said before anything is asked of the key: whoever guesses keys learns nothing from it.
  if (!isTimely(timestamp, ctx.now().getTime()))
    return refuse(
      401,
      'clock',
      'x-timestamp lệch giờ máy chủ quá 5 phút, hoặc không phải giây Unix. Hãy chỉnh đồng hồ rồi ký lại.',
    );
  const key = await ctx.db.prisma.outcomeSenderKey.findUnique({
    where: { id: keyId },
    include: { sender: true },
  });
  const isUsable = key !== null && key.endedAt === null && key.sender.closedAt === null;
  const verifying = isUsable ? verifyingKey(ctx, key) : null;
  // Of a stranger nothing is held in memory; it is read all the same, or its answer would come sooner.
  const body = await readBody(verifying !== null);
  const isSigned = isSignedBy(
    verifying,
    { method, path: SIGNED_PATH, timestamp, requestId, body },
    signature,
  );
  if (!isSigned || !key) return notSigned();
  try {
    await ctx.staff.limits.take('signed-key', { account: key.id, address: ctx.visit?.address ?? '' });
  } catch (error) {
    return tooMany(error);
  }
  return answerOnce(ctx, { keyId: key.id, requestId, bodyHash: bodyHashOf(body) }, async () => {
    await ctx.db.prisma.outcomeSenderKey.update({ where: { id: key.id }, data: { usedAt: ctx.now() } });
    return takeBody(ctx, key, headers.get('content-type') ?? '', body);
  });
}

type KeyRow = Prisma.OutcomeSenderKeyGetPayload<{ include: { sender: true } }>;

function verifyingKey(ctx: Context, { id, kind, secret, publicKey }: KeyRow): VerifyingKey | null {
  if (kind === 'ed25519') return publicKey === null ? null : { kind, publicKey };
  if (secret === null) return null;
  try {
    return { kind: 'hmac', secret: ctx.intake.unseal(secret, id) };
  } catch {
    // Sealed with a key of another data folder: nothing signed with it can be verified here.
    console.error(`outcome key ${id}: cannot be unsealed`);
    return null;
  }
}

function tooMany(error: unknown): SignedAnswer {
  if (!(error instanceof DomainError) || error.code !== 'TOO_MANY') throw error;
  return { ...refuse(429, 'too-many', error.message), retryAfterSeconds: 60 };
}

async function takeBody(
  ctx: Context,
  key: KeyRow,
  contentType: string,
  body: Uint8Array,
): Promise<SignedAnswer> {
  const type = contentType.split(';')[0]!.trim().toLowerCase();
  if (type !== 'application/json' && type !== 'text/csv')
    return refuse(415, 'content-type', 'Hãy gửi application/json hoặc text/csv.');
  const sender = jobSender(key.sender);
  const fileHash = bodyHashOf(body);
  const before = await takenBefore(ctx, sender.id, fileHash);
  if (before) return answerOf(200, before);
  const isJson = type === 'application/json';
  const tables = isJson ? tablesOf(new TextDecoder().decode(body)) : null;
  if (typeof tables === 'string') return refuse(400, 'json', tables);
  if (tables?.length === 0) return refuse(422, 'empty', 'Nội dung không có số liệu nào. Hãy xem lại.');
  const mapping = rememberedMapping(key.sender) ?? noMapping;
  const { prisma } = ctx.db;
  const { behaviours } = ctx.intake;
  const lastMonth = lastMonthOf(ctx);
  const lookup = createLookup(await loadVocabulary(prisma, sender.provinceId, behaviours), mapping.values);
  try {
    const fileName = isJson ? 'API.json' : 'API.csv';
    const file = await takeFile(tables ? { fileName, tables } : { fileName, bytes: body }, {
      lookup,
      remembered: mapping.columns,
      lastMonth,
    });
    if (!file.ok)
      return refuse(
        422,
        'personal-data',
        'Nội dung có thông tin về người nên bị từ chối và không được giữ lại. Hãy bỏ các ô nêu dưới đây.',
        { cells: file.personal.cells.map((one) => placed(one, isJson)), more: file.personal.more },
      );
    const plan = await makePlan(prisma, {
      ...{ sender, fileHash, packed: file.packed, mapping, isRemembered: true, behaviours, lastMonth },
    });
    const refusal = refusalOf(plan, isJson);
    if (refusal) return refusal;
    const batchId = await prisma.$transaction(
      (tx) => takeBatch(ctx, tx, { sender, plan, fileName, by: { keyId: key.id }, isRemembered: false }),
      { timeout: 120_000, maxWait: 30_000 },
    );
    await ctx.db.announce(['outcomes']);
    const { rows, months } = plan.reading;
    return answerOf(201, { batchId, takenAt: ctx.now(), rows, months, wasBefore: false });
  } catch (error) {
    if (error instanceof SheetError) return refuse(422, 'unreadable', error.message);
    if (error instanceof DomainError) return refuse(409, 'changed', error.message);
    // The same body came by another request a moment ago.
    const raced = await takenBefore(ctx, sender.id, fileHash);
    if (raced) return answerOf(200, raced);
    throw error;
  }
}

const answerOf = (
  status: number,
  taken: NonNullable<Awaited<ReturnType<typeof takenBefore>>>,
): SignedAnswer => ({
  status,
  body: {
    code: status === 201 ? 'taken' : 'taken-before',
    message: status === 201 ? 'Đã nhận số liệu.' : 'Nội dung này đã nhận trước đó. Không có gì thay đổi.',
    batch: taken.batchId,
    takenAt: taken.takenAt.toISOString(),
    rows: taken.rows,
    months: taken.months,
  },
});

/** Why a plan cannot be taken without somebody to ask; null: it can. */
function refusalOf(plan: IntakePlan, isJson: boolean): SignedAnswer | null {
  const { reading, clashes } = plan;
  const missing = [
    ...reading.missing,
    ...clashes,
    ...(reading.asked.length > 0 ? [`Thiếu: ${reading.asked.join(', ')}.`] : []),
  ];
  if (plan.sheets.length === 0 || missing.length > 0)
    return refuse(422, 'columns', 'Chưa rõ các cột nghĩa là gì. Hãy dùng tên cột trong tài liệu.', {
      missing,
    });
  if (reading.problemCount > 0)
    return refuse(422, 'cells', 'Có ô chưa đúng nên không nhận gì. Hãy sửa rồi gửi lại.', {
      problems: reading.problems.slice(0, MOST_PROBLEMS).map((one) => placed(one, isJson)),
      problemCount: reading.problemCount,
    });
  return isEmpty(plan) ? refuse(422, 'empty', 'Nội dung không có số liệu nào. Hãy xem lại.') : null;
}
