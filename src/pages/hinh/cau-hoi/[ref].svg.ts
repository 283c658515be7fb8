import type { APIRoute } from 'astro';
import { getEntry } from 'astro:content';
import { respondWithPicture } from '#server/quiz/http.ts';
import { renderScene } from '#server/scene/rules.ts';

/** The drawn scene of a question, without anything that gives the answer away. */
export const GET: APIRoute = ({ locals: { context }, params: { ref = '' } }) =>
  respondWithPicture(context, ref, async (sceneId) => {
    const scene = await getEntry('scenes', sceneId);
    return scene ? renderScene(scene.data, { idPrefix: 'hinh', isQuestion: true }) : null;
  });
