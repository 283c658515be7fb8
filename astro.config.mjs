import node from '@astrojs/node';
import react from '@astrojs/react';
import { defineConfig } from 'astro/config';

const isDev = process.argv.includes('dev');

async function openForDevelopment() {
  const [{ openApp }, { readEnv }, { fillSampleUnits }, { settleSampleAccounts }, { contextOfVisit }] =
    await Promise.all([
      import('./server/app.ts'),
      import('./server/env.ts'),
      import('./server/units/sample.ts'),
      import('./server/staff/sample.ts'),
      import('./server/visit.ts'),
    ]);
  const { services } = await openApp(readEnv());
  if (services.env.isSampleMode) await fillSampleUnits(services);
  await settleSampleAccounts(services);
  return (req, res) => contextOfVisit(services, req, res);
}

/** Lends every page its context while developing, as server/main.ts does. */
const devContext = {
  name: 'dev-context',
  hooks: {
    'astro:server:setup': ({ server }) => {
      const opening = openForDevelopment();
      server.middlewares.use((req, res, next) => {
        opening
          .then((lend) => lend(req, res))
          .then((context) => {
            Reflect.set(req, Symbol.for('astro.locals'), { context });
            next();
          }, next);
      });
    },
  },
};

export default defineConfig({
  output: 'server',
  // server/body.ts holds each path to its own limit; this is the largest of them.
  adapter: node({ mode: 'middleware', bodySizeLimit: 21 * 1024 * 1024 }),
  integrations: [
    react(),
    devContext,
    {
      // client:act loads an island when the reader first touches it, client:ask when a button in it is pressed.
      name: 'client-act',
      hooks: {
        'astro:config:setup': ({ addClientDirective }) => {
          addClientDirective({ name: 'act', entrypoint: './src/lib/client-act.ts' });
          addClientDirective({ name: 'ask', entrypoint: './src/lib/client-ask.ts' });
        },
      },
    },
  ],
  // server/main.ts leads pages to their address with a slash; the tRPC door has none.
  trailingSlash: 'ignore',
  session: false,
  // The default of Astro 7 takes the blank between two inline elements away.
  compressHTML: true,
  devToolbar: { enabled: false },
  build: { inlineStylesheets: 'never' },
  markdown: { syntaxHighlight: false },
  vite: { build: { assetsInlineLimit: 0 } },
  security: {
    // server/main.ts refuses writes from other sites; Astro would compare with http behind a proxy that speaks https.
    checkOrigin: false,
    // The policy would block Vite's own styles while developing.
    csp: isDev
      ? false
      : {
          directives: [
            "default-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
          ],
        },
  },
});
