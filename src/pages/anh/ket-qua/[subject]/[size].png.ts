import type { APIRoute } from 'astro';
import { chartWidthOn, respondWithOutcomeCard } from '#server/image/http.ts';
import { formatDay } from '#server/law/rules.ts';
import { drawChart, OVERVIEW_SUBJECT, parseSubject } from '#server/outcomes/rules.ts';
import { createCaller } from '#server/router.ts';
import { resultWords as words } from '#src/lib/result-words.ts';

/** Image of a view, or of the first page of the results: the finding and its chart. The address is signed. */
export const GET: APIRoute = ({ request, locals: { context }, params: { subject = '', size = '' } }) =>
  respondWithOutcomeCard(context, request, { template: 'ket-qua', subject, size }, async () => {
    const asked = parseSubject(subject);
    const width = chartWidthOn(size);
    if (!asked || width === null) return null;
    const { figures } = createCaller(context).outcome;
    const { view, ...rest } = asked.choice;
    const { shown } =
      view === OVERVIEW_SUBJECT
        ? await figures.overview({ province: asked.province })
        : await figures.view({ view, ...rest, province: asked.province });
    if (!shown) return null;
    return {
      title: shown.finding.titleVi,
      lead: shown.finding.leadVi,
      drawing: drawChart(shown.chart, width),
      sourceLine: words.imageSource(shown.province.nameVi, formatDay(shown.release.on)),
      placeLine: new URL(words.path, context.env.siteUrl).href.replace(/^https?:\/\/|\/$/g, ''),
      isSample: shown.isSample,
    };
  });
