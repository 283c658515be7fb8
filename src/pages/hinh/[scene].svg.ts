import type { APIRoute } from 'astro';
import { getCollection } from 'astro:content';
import { renderScene } from '#server/scene/rules.ts';

/** A drawn scene as a picture of its own, for lists, lessons and slides. */
export const GET: APIRoute = async ({ params }) => {
  const scene = (await getCollection('scenes')).find(({ id }) => id === params.scene);
  if (!scene) return new Response(null, { status: 404 });
  return new Response(renderScene(scene.data, { idPrefix: scene.id }), {
    headers: {
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=86400',
      'x-cache-tags': 'scenes',
    },
  });
};
