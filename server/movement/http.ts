import type { Movement } from '#content/schema.ts';
import type { Context } from '../context.ts';
import { formatDay } from '../law/rules.ts';
import { plainRefusal } from '../refusal.ts';
import { calendarOf } from './rules.ts';

/**
 * Answers a request for the calendar of a movement. A movement without one is answered 404 with the reason, so that a
 * calendar that once subscribed to it learns that nothing more comes.
 * @param movement null when there is no such movement
 */
export function respondWithCalendar(ctx: Context, slug: string, movement: Movement | null): Response {
  if (!movement) return plainRefusal(404, 'Không có phong trào này.');
  const pageUrl = new URL(`/phong-trao/${slug}/`, ctx.env.siteUrl).href;
  const calendar = calendarOf(slug, movement, { pageUrl, day: ctx.today });
  if (calendar === null) return plainRefusal(404, whyNone(movement));
  return new Response(calendar, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${slug}.ics"`,
      'cache-control': 'public, max-age=3600',
      'x-cache-tags': 'movements',
    },
  });
}

const whyNone = ({ state, endedOn }: Movement): string =>
  state === 'ended'
    ? `Phong trào này đã kết thúc${endedOn ? ` ngày ${formatDay(endedOn)}` : ''}. Không còn hạn nào để nhắc.`
    : 'Kế hoạch này không ghi ngày nào lặp lại hằng năm, nên không có lịch.';
