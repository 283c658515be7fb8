import type { APIRoute } from 'astro';
import { respondWithQuizCard } from '#server/image/http.ts';
import { formatDay } from '#server/law/rules.ts';
import { parseResultSubject } from '#server/quiz/rules.ts';
import { createCaller } from '#server/router.ts';
import { listGuides } from '#src/lib/guides.ts';
import { namesOfSet } from '#src/lib/quiz.ts';
import { unlessRefused } from '#src/lib/refused.ts';
import { strings } from '#src/lib/strings.ts';

/** Image of a result to share: a set, a score, a day, no name. The address is signed, so a score cannot be made up. */
export const GET: APIRoute = ({ request, locals: { context }, params: { subject = '', size = '' } }) =>
  respondWithQuizCard(context, request, { template: 'quiz', subject, size }, async () => {
    const result = parseResultSubject(subject);
    if (!result) return null;
    const found = await unlessRefused(createCaller(context).quiz.set({ set: result.set }));
    if (!found) return null;
    return {
      title: namesOfSet(found.set, await listGuides()).title,
      right: result.right,
      total: result.total,
      dayLine: `Làm ngày ${formatDay(result.on)}`,
      placeLine: new URL(strings.rooms.quiz.path, context.env.siteUrl).href.replace(/^https?:\/\/|\/$/g, ''),
      isSample: context.env.operator.isSample,
    };
  });
