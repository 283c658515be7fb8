import type { Context } from '../context.ts';
import { plainRefusal } from '../refusal.ts';

/**
 * Answers a request for the scene beside a question of the bank.
 * @param name last part of the address, which does not tell the scene
 * @param draw the scene as SVG without its verdict; null when there is no such scene
 */
export async function respondWithScene(
  ctx: Context,
  name: string,
  draw: (sceneId: string) => Promise<string | null>,
): Promise<Response> {
  const scene = ctx.bank.sceneNamed(name);
  const svg = scene === undefined ? null : await draw(scene);
  if (svg === null) return plainRefusal(404, 'Không có hình này.');
  return new Response(svg, {
    headers: {
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=86400',
      'x-cache-tags': 'scenes',
    },
  });
}
