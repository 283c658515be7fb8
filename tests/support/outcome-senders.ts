import type { StaffContext } from '#server/context.ts';
import type { IntakeView } from '#server/outcomes/intake/views.ts';
import { createCaller } from '#server/router.ts';
import { writeSheet } from '#server/sheet/write.ts';
import { actorWith, type TestApp } from './app.ts';

/** The police of the sample province, and three of its communes. */
export const POLICE = 'J7FGMTH';
export const EAST = 'A4YPVHA';
export const WEST = 'F3WTXVF';
export const MIDDLE = 'A4VKNE9';

export const officer = actorWith('police-data-officer');
export const admin = actorWith('admin');

export const contextOf = (app: TestApp, actor = officer): StaffContext => app.context(actor) as StaffContext;
export const intakeOf = (app: TestApp, actor = officer) => createCaller(app.context(actor)).outcome.intake;
export const sendersOf = (app: TestApp, actor = admin) => createCaller(app.context(actor)).outcome.sender;

/** A sender: the police of the sample province. */
export const makeSender = async (app: TestApp): Promise<string> =>
  (await sendersOf(app).create({ unit: POLICE, name: 'Công an tỉnh Mẫu' })).id;

/** Sends a file and waits until it is read. */
export async function send(
  app: TestApp,
  senderId: string,
  bytes: Uint8Array,
  fileName = 'so-lieu.csv',
  actor = officer,
): Promise<IntakeView & { id: string }> {
  const { id } = await intakeOf(app, actor).begin({ senderId, fileName, bytes });
  await app.services.intake.jobs.settled();
  return { id, ...(await intakeOf(app, actor).read({ id })) };
}

/** Accepts what was shown and waits until it is written. */
export async function accept(
  app: TestApp,
  { id, preview }: IntakeView & { id: string },
  actor = officer,
): Promise<IntakeView> {
  await intakeOf(app, actor).accept({ id, fileHash: preview!.fileHash, mark: preview!.mark });
  await app.services.intake.jobs.settled();
  return intakeOf(app, actor).read({ id });
}

export type Cells = readonly (readonly (string | number | null)[])[];

/** A table as a file. */
export const sheet = async (rows: Cells, format: 'csv' | 'xlsx' = 'csv'): Promise<Uint8Array> =>
  (await writeSheet(format, 'so-lieu', rows)).bytes;

/** The head of the template for cases. */
export const CASES_HEAD = [
  'Tháng',
  'Xã, phường',
  'Hành vi',
  'Phương tiện',
  'Nguồn',
  'Kết quả',
  'Số lượng',
  'Tiền phạt (đồng)',
  'Điểm bị trừ',
  'Số ngày xử lý',
];

type CaseCells = Partial<{
  month: string;
  place: string;
  behaviour: string;
  vehicle: string;
  source: string;
  result: string;
  count: string | number;
  fines: string | number;
  points: string | number;
  days: string | number;
}>;

/** A row of the template for cases. */
export const caseRow = (given: CaseCells = {}): (string | number)[] => [
  given.month ?? '9/2026',
  given.place ?? 'Xã Mẫu Đông',
  given.behaviour ?? 'Vượt đèn đỏ',
  given.vehicle ?? 'Ô tô',
  given.source ?? 'Người dân phản ánh',
  given.result ?? 'Phạt tiền',
  given.count ?? 12,
  given.fines ?? '',
  given.points ?? '',
  given.days ?? '',
];
