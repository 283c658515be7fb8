import type { Services } from '../context.ts';
import { DomainError } from '../errors.ts';
import { markLaw } from './mark.ts';
import { MarkInput } from './schema.ts';

/** `law:mark` with its arguments as text. @throws DomainError with every problem in one sentence each */
export async function markCommand(services: Services, args: Record<string, string>): Promise<string> {
  const parsed = MarkInput.safeParse(args);
  if (!parsed.success) {
    throw new DomainError(
      'BAD_INPUT',
      [...new Set(parsed.error.issues.map((issue) => issue.message))].join('\n'),
    );
  }
  const touched = await markLaw(services, parsed.data);
  const done = {
    'under-review': 'Đã đánh dấu đang kiểm tra lại',
    ended: 'Đã đánh dấu hết hiệu lực',
    clear: 'Đã gỡ đánh dấu',
  };
  return `${done[parsed.data.state]}. ${touched}`;
}
