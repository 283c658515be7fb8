import { z } from 'zod';
import { TaskResponse } from '#content/schema.ts';
import { isCode, MAX_SEATS, typedCode } from './rules.ts';

const code = (kind: 'join' | 'resume' | 'host', error: string) =>
  z
    .string({ error })
    .max(40, { error })
    .transform(typedCode)
    .refine((text) => isCode(text, kind), { error });
const JoinCode = code('join', 'Mã lớp gồm 6 chữ và số, xem trên màn hình của lớp.');
const ResumeCode = code('resume', 'Mã chỗ ngồi gồm 5 chữ và số.');
const HostCode = code('host', 'Mã người dẫn gồm 4 nhóm, mỗi nhóm 4 chữ và số.');
/** Made by the device, so that the same request sent twice is one. */
const Secret = z
  .string()
  .regex(/^[\w-]{22,64}$/, { error: 'Thiết bị gửi thiếu khóa của nó. Hãy tải lại trang.' })
  .describe('16 random bytes or more, base64url; kept by the device for this game only.');
const PlayerToken = z
  .string()
  .max(160)
  .regex(/^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.){2}[\w-]{22,64}$/, {
    error: 'Thiết bị không còn chỗ trong trò chơi này. Hãy vào lại bằng mã lớp.',
  })
  .describe('Game, player and secret, with dots between.');
const Ticket = z.string().max(120).describe('What lets a device follow; it lets nobody answer or act.');

export const CreateInput = z.strictObject({
  set: z.string().regex(/^[a-z0-9-]{1,60}$/, { error: 'Không có bộ câu hỏi này.' }),
  count: z.number().int().min(1).max(40).default(10).describe('Questions at most.'),
  limitSeconds: z.number().int().min(5).max(600).default(30).describe('Time for each answer.'),
  seats: z
    .number()
    .int()
    .min(1)
    .max(MAX_SEATS, { error: `Một trò chơi có tối đa ${MAX_SEATS} chỗ.` })
    .default(60)
    .describe('Seat numbers go from 1 to this.'),
  teams: z.number().int().min(0).max(8).default(0),
  hasNames: z.boolean().default(false).describe('First names; only for a signed-in teacher.'),
  hasSpeed: z.boolean().default(false),
  unitCode: z.string().trim().min(1).max(40).optional().describe('Code of the school that plays.'),
});

/** How somebody finds a game: its code as typed, and the signature of the code when it came from the QR. */
export const FindInput = z.strictObject({ code: JoinCode, key: z.string().max(40).optional() });
export const JoinInput = FindInput.extend({
  secret: Secret,
  seat: z
    .string()
    .max(24)
    .nullable()
    .describe('A number (“17”) or an animal (“meo”); null: an animal is drawn.'),
  name: z
    .string()
    .trim()
    .transform((name) => name.normalize('NFC'))
    .pipe(z.string().min(2, { error: 'Tên có ít nhất 2 chữ.' }).max(20, { error: 'Tên dài quá 20 chữ.' }))
    .optional(),
});
export const ResumeInput = FindInput.extend({ resumeCode: ResumeCode, secret: Secret });
export const HostInput = z.strictObject({ hostCode: HostCode });

const Action = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['next', 'skip', 'close', 'reveal', 'pause', 'resume', 'end']) }),
  z.strictObject({ kind: z.literal('extend'), seconds: z.number().int().min(5).max(300) }),
]);
export const ActInput = HostInput.extend({
  seq: z.number().int().min(0).describe('State the host acts on; on an older one nothing is changed.'),
  action: Action,
});
export const PlayerInput = HostInput.extend({ playerId: z.uuid() });
export const TimeInput = PlayerInput.extend({
  timePct: z.number().int().min(100).max(300).describe('Time against everybody’s, in percent.'),
});

export const AnswerInput = z.strictObject({
  player: PlayerToken,
  position: z.number().int().min(0).max(100),
  ref: z.string().min(1).max(60).describe('Name of the question as it was shown.'),
  clientId: z
    .string()
    .regex(/^[\w-]{8,40}$/)
    .describe('Made by the phone once per answer; sent again with the same answer.'),
  response: TaskResponse,
});

export const FollowInput = z.strictObject({
  ticket: Ticket,
  lastEventId: z.string().max(40).nullish(),
});
export const WaitInput = z.strictObject({
  ticket: Ticket,
  since: z.string().max(40).nullable().describe('Id of the view the device has; null: none.'),
  timeoutMs: z.number().int().min(0).max(25_000).default(20_000),
});
export const ReceiptInput = z.strictObject({ receipt: z.string().min(1).max(2000) });
export const ResultInput = z.strictObject({ gameId: z.uuid() });

const sheet = { table: z.enum(['seats', 'questions']), format: z.enum(['csv', 'xlsx']) };
export const ExportResultsInput = HostInput.extend(sheet);
export const ExportKeptInput = ResultInput.extend(sheet);
