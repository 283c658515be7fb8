import type { APIRoute } from 'astro';
import { getEntry } from 'astro:content';
import { respondWithScene } from '#server/bank/http.ts';
import { renderScene } from '#server/scene/rules.ts';

/** The ready scene beside a question of the bank, without anything that gives the answer away. */
export const GET: APIRoute = ({ locals: { context }, params: { name = '' } }) =>
  respondWithScene(context, name, async (sceneId) => {
    const scene = await getEntry('scenes', sceneId);
    return scene ? renderScene(scene.data, { idPrefix: 'hinh', isQuestion: true }) : null;
  });
