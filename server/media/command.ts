import type { Services } from '../context.ts';
import { cleanMedia } from './clean.ts';

/** `media:clean`: what was removed, in one sentence. */
export async function cleanMediaCommand(services: Services): Promise<string> {
  const { removed, dropped, missing } = await cleanMedia(services);
  const lost =
    missing > 0 ? ` ${missing} tệp có trong kho nhưng thiếu trên đĩa: hãy khôi phục từ bản sao lưu.` : '';
  return `Đã xóa ${removed} tệp lâu không dùng và ${dropped} tệp không ai nhắc đến trên đĩa.${lost}`;
}
