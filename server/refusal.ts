/** A short answer in plain text for requests that no page can answer. Never kept, never a stack. */
export const plainRefusal = (status: number, sentence: string): Response =>
  new Response(`${sentence}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
