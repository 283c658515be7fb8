import type { APIRoute } from 'astro';
import { getEntry } from 'astro:content';
import { respondWithPaper } from '#server/paper/http.ts';
import { createCaller } from '#server/router.ts';
import { renderScene } from '#server/scene/rules.ts';
import { titleOnPaper } from '#src/lib/paper.ts';
import { paperWords } from '#src/lib/paper-words.ts';

/** Sheets, answer sheets or the key of a printed set, for whoever holds the address. */
export const GET: APIRoute = ({ locals: { context }, params: { code = '', secret = '', file = '' } }) =>
  respondWithPaper(
    context,
    { code, secret, file },
    {
      titleOf: async (set) =>
        paperWords.sheetTitle(await titleOnPaper(await createCaller(context).quiz.sets(), set, null)),
      drawScene: async (id) => {
        const scene = await getEntry('scenes', id);
        return scene ? renderScene(scene.data, { idPrefix: 'hinh', isQuestion: true }) : null;
      },
    },
  );
