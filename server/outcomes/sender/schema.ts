import { z } from 'zod';

const id = z.uuid();
const Code = z.string().trim().min(1, { error: 'Hãy ghi mã đơn vị.' }).max(40);
const Name = z
  .string()
  .trim()
  .normalize('NFC')
  .min(2, { error: 'Hãy ghi tên, ít nhất hai ký tự.' })
  .max(120, { error: 'Tên dài quá 120 ký tự. Hãy rút ngắn.' })
  .regex(/^[^\p{C}=+@]*$/u, { error: 'Tên có ký tự không dùng được. Hãy gõ lại.' });

export const CreateSenderInput = z.strictObject({
  unit: Code.describe('Code of the police unit; its province is told from the registry.'),
  name: Name,
});
export const CloseSenderInput = z.strictObject({ id });
export const CreateKeyInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hmac'), senderId: id, name: Name }),
  z.strictObject({
    kind: z.literal('ed25519'),
    senderId: id,
    name: Name,
    publicKey: z
      .string()
      .trim()
      .min(1, { error: 'Hãy dán khóa công khai.' })
      .max(2000, { error: 'Khóa công khai dài quá. Hãy dán một khóa Ed25519.' })
      .describe('PEM, or the 32 bytes in base64.'),
  }),
]);
export type CreateKeyInput = z.output<typeof CreateKeyInput>;
export const EndKeyInput = z.strictObject({
  id: z.string().max(40),
  reason: z
    .string()
    .trim()
    .normalize('NFC')
    .min(5, { error: 'Hãy ghi lý do, ít nhất năm ký tự.' })
    .max(500, { error: 'Lý do dài quá 500 ký tự. Hãy rút ngắn.' }),
});

export type KeyView = {
  id: string;
  kind: 'hmac' | 'ed25519';
  name: string;
  createdAt: Date;
  usedAt: Date | null;
  endedAt: Date | null;
};
export type SenderView = {
  id: string;
  name: string;
  unit: { code: string; name: string };
  province: { code: string; name: string };
  isSample: boolean;
  hasMapping: boolean;
  createdAt: Date;
  closedAt: Date | null;
  batches: number;
  lastTakenAt: Date | null;
  keys: readonly KeyView[];
};
