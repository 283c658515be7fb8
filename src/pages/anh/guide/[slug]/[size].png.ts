import type { APIRoute } from 'astro';
import { respondWithGuideCard } from '#server/image/http.ts';
import { formatDay, plainText, besidesFine, shownFine, nameOf } from '#server/law/rules.ts';
import { createCaller } from '#server/router.ts';
import { renderScene } from '#server/scene/rules.ts';
import { labelsOf, readScenes, readGuide } from '#src/lib/guides.ts';

/** Share image of a guide, with the law as it stands today. */
export const GET: APIRoute = ({ request, locals: { context }, params: { slug = '', size = '' } }) =>
  respondWithGuideCard(context, request, { template: 'guide', subject: slug, size }, async () => {
    const guide = await readGuide(slug);
    if (!guide) return null;
    const { data } = guide;
    const law = await createCaller(context).law.view({ penalties: data.headline, texts: [data.verdict] });
    const [scene] = await readScenes(data.scenes.violation);
    const labels = labelsOf(law.penalties);
    const decrees = law.acts.filter(({ kind }) => kind === 'decree').map(nameOf);
    return {
      title: data.title,
      verdict: plainText(law.texts[0]!),
      costs: law.penalties.map((row, index) => ({
        who: labels[index]!,
        fine: row.standing === 'in-force' ? shownFine(row) : 'đang được kiểm tra lại',
        points: row.standing === 'in-force' && row.period ? besidesFine(row.period) : '',
      })),
      lawLine: decrees.join(', '),
      checkedLine: `Kiểm tra lần cuối ${formatDay(data.checkedOn)}`,
      issuer: context.env.operator.name,
      isSample: context.env.operator.isSample,
      scene: renderScene({ ...scene!.data, callouts: [] }, { idPrefix: 'card' }),
    };
  });
