/*
 * Brings the player onto the page, and again where the line was cut on the way: browsers do not try a script twice. A file
 * of its own and small, so that little can happen to it.
 */
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 2000;

function load(src: string, retryMs: number): void {
  const script = document.createElement('script');
  script.src = src;
  script.addEventListener('error', () => {
    script.remove();
    setTimeout(() => load(src, Math.min(LAST_RETRY_MS, 2 * retryMs)), retryMs);
  });
  document.head.append(script);
}

load((document.getElementById('nguoi-choi') as HTMLLinkElement).href, FIRST_RETRY_MS);
