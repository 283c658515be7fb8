import type { Context } from '../context.ts';
import { plainRefusal } from '../refusal.ts';

/**
 * Answers a request for the picture of a question. The address names the question, not the scene: names of scenes say
 * whether they show a violation.
 * @param draw the scene as SVG without its verdict; null when there is no such scene
 */
export async function respondWithPicture(
  ctx: Context,
  ref: string,
  draw: (sceneId: string) => Promise<string | null>,
): Promise<Response> {
  const scene = await ctx.quiz.sceneOf(ref);
  const svg = scene === undefined ? null : await draw(scene);
  if (svg === null) return plainRefusal(404, 'Không có hình này.');
  return new Response(svg, {
    headers: {
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=86400',
      'x-cache-tags': 'scenes quiz',
    },
  });
}
