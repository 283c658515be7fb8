import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SYSTEM_CHROMIUM = '/usr/bin/chromium';

// The browser must call nobody but the server under test, and wait for nobody either.
const ARGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-client-side-phishing-detection',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--metrics-recording-only',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  '--font-render-hinting=none',
];

/** What Playwright's `chromium.launch()` and the `launchOptions` of its config take. */
export interface ChromiumLaunch {
  executablePath: string;
  args: string[];
  /** The environment of the browser alone, its own libraries and fonts included. */
  env: Record<string, string>;
}

/** The one place of the test harness that reads or changes the process's environment. */
function environment(): NodeJS.ProcessEnv {
  return process.env;
}

/** Whether tests that have a short form run in their long one: `npm run test:slow`. */
export const isLongForm = (): boolean => environment()['LONG_FORM'] === '1';

/** The environment of this process, for a command that a test starts. */
export function inheritedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment()).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/**
 * Unpacks the Chromium of `@sparticuz/chromium` into `folder`. The package writes to the system's temporary folder and takes
 * whatever lies there under the name `chromium`; so it is given a folder of its own, which then moves to its place in one step.
 */
async function unpack(folder: string): Promise<void> {
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  const staging = await mkdtemp(join(ROOT, '.cache', 'chromium-'));
  const before = { ...environment() };
  try {
    // The runtime's name makes the package unpack the libraries (NSS, NSPR) that a bare machine lacks.
    Object.assign(environment(), { TMPDIR: staging, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' });
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
  } finally {
    for (const name of ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      const value = before[name];
      // Assigning undefined would store the text "undefined".
      if (value === undefined) delete environment()[name];
      else environment()[name] = value;
    }
  }
  await writeFile(
    join(staging, 'fonts', 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>` +
      `<dir>${join(folder, 'fonts', 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>\n`,
  );
  try {
    await rename(staging, folder);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    // Another process was faster: its copy serves both.
    if (!existsSync(join(folder, 'chromium'))) throw error;
  }
}

/**
 * A Chromium for browser tests and measurements: `CHROMIUM_PATH`, else the system's, else the one from npm, unpacked once
 * into `.cache/` (1.4 s, 210 MB). Needs neither apt nor the network.
 *
 * @throws when `CHROMIUM_PATH` names no file
 */
export async function chromiumLaunch(): Promise<ChromiumLaunch> {
  const env = inheritedEnvironment();
  const chosen = env['CHROMIUM_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (!existsSync(chosen)) throw new Error(`CHROMIUM_PATH names no file: ${chosen}`);
    return { executablePath: chosen, args: [...ARGS], env };
  }
  if (existsSync(SYSTEM_CHROMIUM)) return { executablePath: SYSTEM_CHROMIUM, args: [...ARGS], env };

  const manifest = await readFile(join(ROOT, 'node_modules/@sparticuz/chromium/package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const folder = join(ROOT, '.cache', `chromium-${version}`);
  if (!existsSync(join(folder, 'chromium'))) await unpack(folder);
  return {
    executablePath: join(folder, 'chromium'),
    args: [...ARGS],
    env: { ...env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  };
}
