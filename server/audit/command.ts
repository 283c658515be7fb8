import { dayOf } from '../calendar.ts';
import type { Services } from '../context.ts';
import { DomainError } from '../errors.ts';
import { parseHeads, readHeads } from './heads.ts';
import { findingSentence } from './rules.ts';
import { verifyAndKeep } from './verify.ts';

const shownDay = (iso: string): string => dayOf(new Date(iso)).split('-').reverse().join('/');
const shownNumber = (value: number): string => value.toLocaleString('vi-VN');

/**
 * `audit:verify`: looks at the whole trail. `args.heads`: text of heads that were kept elsewhere.
 * @throws DomainError CONFLICT with a sentence for everything that is wrong
 */
export async function verifyCommand(services: Services, args: Record<string, string>): Promise<string> {
  const copies = parseHeads(`${(args['heads'] ?? '').trimEnd()}\n`).filter(({ head }) => head !== null);
  const { count, heads, findings, total } = await verifyAndKeep(services, copies);
  if (total === 0)
    return `Nhật ký nguyên vẹn: ${shownNumber(count)} dòng, ${shownNumber(heads)} dấu niêm phong${copies.length > 0 ? `, ${shownNumber(copies.length)} bản chép` : ''}.`;
  const more = total - findings.length;
  throw new DomainError(
    'CONFLICT',
    [
      `Nhật ký đã bị động vào, ${shownNumber(total)} chỗ:`,
      ...findings.map((finding) => `- ${findingSentence(finding, shownDay)}`),
      ...(more > 0 ? [`- Và ${shownNumber(more)} chỗ nữa.`] : []),
    ].join('\n'),
  );
}

/** `audit:head`: the newest head, one line of JSON, to be kept elsewhere. @throws DomainError NOT_FOUND */
export async function headCommand({ env }: Services): Promise<string> {
  const newest = readHeads(env.dataDir).findLast(({ head }) => head !== null);
  if (!newest)
    throw new DomainError(
      'NOT_FOUND',
      'Chưa có dấu niêm phong nào. Máy chủ ghi dấu khi khởi động, khi dừng và sau nửa đêm.',
    );
  return JSON.stringify(newest.head);
}
