import { plainRefusal } from '../refusal.ts';
import { renderScene } from '../scene/rules.ts';
import { decide } from './decide.ts';
import { parseJunction } from './code.ts';
import { sceneOf } from './scene.ts';

/** Answers a request for the picture of a junction by its word, drawn without its answer; 404 for one nobody is asked about. */
export function respondWithJunction(word: string): Response {
  const junction = parseJunction(word);
  if (!junction || !decide(junction).ok) return plainRefusal(404, 'Không có hình này.');
  return new Response(renderScene(sceneOf(junction), { idPrefix: 'hinh', isQuestion: true }), {
    headers: {
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=86400',
      'x-cache-tags': 'scenes',
    },
  });
}
