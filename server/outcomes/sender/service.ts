import { createPublicKey, randomBytes, type KeyObject } from 'node:crypto';
import type { z } from 'zod';
import { recordEvents, type AuditEntry } from '../../audit/record.ts';
import type { StaffContext } from '../../context.ts';
import { DomainError, InputError } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { requireScope, unitAndAncestors, unitsInScope } from '../../scope.ts';
import { roleFor } from '../../staff/rules.ts';
import { codeSentence, readCode } from '../../units/rules.ts';
import type { CreateKeyInput, CreateSenderInput, EndKeyInput, SenderView } from './schema.ts';

const POLICE = ['provincial-police', 'commune-police'];

/** Every sender with its keys, by name; within the scope of whoever asks. */
export async function listSenders(ctx: StaffContext): Promise<SenderView[]> {
  const units = await unitsInScope(ctx, 'sender.manage');
  const senders = await ctx.db.prisma.outcomeSender.findMany({
    where: units === null ? {} : { unitId: { in: [...units] } },
    include: {
      unit: true,
      province: true,
      keys: { orderBy: { createdAt: 'desc' } },
      batches: { orderBy: { takenAt: 'desc' }, take: 1, select: { takenAt: true } },
      _count: { select: { batches: true } },
    },
    orderBy: [{ closedAt: { sort: 'asc', nulls: 'first' } }, { name: 'asc' }, { id: 'asc' }],
  });
  return senders.map((sender) => ({
    id: sender.id,
    name: sender.name,
    unit: { code: sender.unit.code, name: sender.unit.shortName },
    province: { code: sender.province.code, name: sender.province.shortName },
    isSample: sender.isSample,
    hasMapping: sender.mapping !== null,
    createdAt: sender.createdAt,
    closedAt: sender.closedAt,
    batches: sender._count.batches,
    lastTakenAt: sender.batches[0]?.takenAt ?? null,
    keys: sender.keys.map(({ id, kind, name, createdAt, usedAt, endedAt }) => ({
      ...{ id, name, createdAt, usedAt, endedAt },
      kind: kind as 'hmac' | 'ed25519',
    })),
  }));
}

const record = (tx: Prisma.TransactionClient, ctx: StaffContext, entry: AuditEntry) =>
  recordEvents(tx, { actor: ctx.actor, role: roleFor(ctx.actor, 'sender.manage') }, ctx.now(), [entry]);

/** Makes police of a province or commune a sender. @throws InputError, DomainError FORBIDDEN, CONFLICT */
export async function createSender(
  ctx: StaffContext,
  given: z.output<typeof CreateSenderInput>,
): Promise<{ id: string }> {
  const wrong = (message: string) => new InputError([{ path: ['unit'], message }]);
  const read = readCode(given.unit);
  if (!read.ok) throw wrong(codeSentence(read));
  const unit = await ctx.db.prisma.unit.findUnique({ where: { code: read.code } });
  if (!unit) throw wrong('Không có đơn vị mang mã này. Hãy xem lại mã.');
  await requireScope(ctx, 'sender.manage', unit.id);
  if (!POLICE.includes(unit.kind))
    throw wrong('Chỉ công an tỉnh hoặc công an xã giao số liệu. Hãy chọn đơn vị khác.');
  if (unit.validTo !== null) throw wrong('Đơn vị này đã kết thúc. Hãy chọn đơn vị khác.');
  const above = await unitAndAncestors(ctx, unit.id);
  const province = await ctx.db.prisma.unit.findFirst({ where: { id: { in: above }, kind: 'province' } });
  if (!province) throw wrong('Đơn vị này không thuộc tỉnh nào. Hãy sửa ở danh sách đơn vị.');
  return ctx.db.prisma.$transaction(async (tx) => {
    if (await tx.outcomeSender.findUnique({ where: { unitId: unit.id } }))
      throw new DomainError('CONFLICT', 'Đơn vị này đã là nguồn số liệu. Hãy xem trong danh sách.');
    const { id } = await tx.outcomeSender.create({
      data: {
        unitId: unit.id,
        provinceId: province.id,
        name: given.name,
        isSample: unit.isSample,
        createdAt: ctx.now(),
      },
    });
    await record(tx, ctx, {
      action: 'sender.create',
      subject: `outcome-sender:${id}`,
      unitId: unit.id,
      before: null,
      after: { unit: unit.id, province: province.id, name: given.name },
    });
    return { id };
  });
}

async function ownSender(ctx: StaffContext, id: string) {
  const sender = await ctx.db.prisma.outcomeSender.findUnique({ where: { id } });
  if (!sender) throw new DomainError('NOT_FOUND', 'Không có nguồn số liệu này. Hãy xem lại danh sách.');
  await requireScope(ctx, 'sender.manage', sender.unitId);
  return sender;
}

/** Ends a sender with all its keys; what it handed over stays. @throws DomainError NOT_FOUND, FORBIDDEN, CONFLICT */
export async function closeSender(ctx: StaffContext, id: string): Promise<void> {
  const sender = await ownSender(ctx, id);
  await ctx.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.outcomeSender.updateMany({
      where: { id, closedAt: null },
      data: { closedAt: ctx.now() },
    });
    if (count === 0) throw new DomainError('CONFLICT', 'Nguồn số liệu này đã đóng trước đó.');
    await tx.outcomeSenderKey.updateMany({
      where: { senderId: id, endedAt: null },
      data: { endedAt: ctx.now(), secret: null },
    });
    await record(tx, ctx, {
      action: 'sender.close',
      subject: `outcome-sender:${id}`,
      unitId: sender.unitId,
      before: { closed: false },
      after: { closed: true },
    });
  });
}

/** Keys of one sender that are in use at a time: one in use, one that takes its place, one to spare. */
const MOST_KEYS = 5;
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * Makes a key. The secret of an HMAC key is told this once and never again.
 * @throws InputError for what is no Ed25519 public key, or one that was given before; DomainError NOT_FOUND, FORBIDDEN, CONFLICT
 */
export async function createSenderKey(
  ctx: StaffContext,
  given: CreateKeyInput,
): Promise<{ id: string; secret: string | null }> {
  const sender = await ownSender(ctx, given.senderId);
  if (sender.closedAt !== null)
    throw new DomainError('CONFLICT', 'Nguồn số liệu này đã đóng nên không thêm khóa được.');
  const publicKey = given.kind === 'ed25519' ? readPublicKey(given.publicKey) : null;
  const secret = given.kind === 'hmac' ? randomBytes(32).toString('base64url') : null;
  const id = `k-${Array.from(randomBytes(12), (byte) => LETTERS[byte % LETTERS.length]).join('')}`;
  await ctx.db.prisma.$transaction(async (tx) => {
    // What is signed does not name the key: with one key for two senders, what one handed over could be sent as the other's.
    if (publicKey !== null && (await tx.outcomeSenderKey.findFirst({ where: { publicKey } })))
      throw new InputError([
        { path: ['publicKey'], message: 'Khóa này đã được đăng ký. Hãy tạo một cặp khóa mới cho nguồn này.' },
      ]);
    const inUse = await tx.outcomeSenderKey.count({ where: { senderId: sender.id, endedAt: null } });
    if (inUse >= MOST_KEYS)
      throw new DomainError(
        'CONFLICT',
        `Nguồn này đang có ${MOST_KEYS} khóa. Hãy kết thúc khóa không dùng nữa.`,
      );
    await tx.outcomeSenderKey.create({
      data: {
        id,
        senderId: sender.id,
        kind: given.kind,
        secret: secret && ctx.intake.seal(secret, id),
        publicKey,
        name: given.name,
        createdAt: ctx.now(),
      },
    });
    await record(tx, ctx, {
      action: 'sender.create-key',
      subject: `outcome-key:${id}`,
      unitId: sender.unitId,
      before: null,
      after: { kind: given.kind, name: given.name, publicKey },
    });
  });
  return { id, secret };
}

/** A public key as it is kept, PEM. @throws InputError */
function readPublicKey(text: string): string {
  let key: KeyObject | null = null;
  try {
    if (text.includes('BEGIN')) key = text.includes('PRIVATE') ? null : createPublicKey(text);
    else {
      const bytes = Buffer.from(text, 'base64');
      const x = bytes.subarray(-32).toString('base64url');
      if (bytes.length === 32 || bytes.length === 44)
        key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    }
  } catch {
    // Said below; what was pasted is not repeated.
  }
  if (key?.asymmetricKeyType === 'ed25519') return key.export({ type: 'spki', format: 'pem' }).toString();
  const message = text.includes('PRIVATE')
    ? 'Đây là khóa riêng: đừng gửi cho ai. Hãy tạo cặp khóa mới rồi dán khóa công khai.'
    : 'Không đọc được khóa. Hãy dán khóa công khai Ed25519 dạng PEM.';
  throw new InputError([{ path: ['publicKey'], message }]);
}

/** Ends a key: nothing signed with it is taken from now on. @throws DomainError NOT_FOUND, FORBIDDEN, CONFLICT */
export async function endSenderKey(
  ctx: StaffContext,
  { id, reason }: z.output<typeof EndKeyInput>,
): Promise<void> {
  const key = await ctx.db.prisma.outcomeSenderKey.findUnique({ where: { id }, include: { sender: true } });
  if (!key) throw new DomainError('NOT_FOUND', 'Không có khóa này. Hãy xem lại danh sách.');
  await requireScope(ctx, 'sender.manage', key.sender.unitId);
  await ctx.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.outcomeSenderKey.updateMany({
      where: { id, endedAt: null },
      data: { endedAt: ctx.now(), secret: null },
    });
    if (count === 0) throw new DomainError('CONFLICT', 'Khóa này đã kết thúc trước đó.');
    await record(tx, ctx, {
      action: 'sender.end-key',
      subject: `outcome-key:${id}`,
      unitId: key.sender.unitId,
      before: { ended: false },
      after: { ended: true, reason },
    });
  });
}
