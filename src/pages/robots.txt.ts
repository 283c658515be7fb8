import type { APIRoute } from 'astro';

export const GET: APIRoute = ({ locals }) =>
  new Response(`User-agent: *\nDisallow: /api/\nSitemap: ${locals.context.env.siteUrl}/sitemap.xml\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-cache-tags': 'pages' },
  });
