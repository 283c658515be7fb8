import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from './tests/support/chromium.ts';

const baseURL = 'http://127.0.0.1:4399';

export default defineConfig({
  testDir: 'tests/browser',
  testMatch: '**/*.browser.ts',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  // Two journeys at a time on two cores: a page may have to wait for the other one.
  expect: { timeout: 15_000 },
  reporter: [['list'], ['html', { open: 'never' }]],
  use: {
    baseURL,
    locale: 'vi-VN',
    // Not the visitors' zone: pages must name the day in Asia/Ho_Chi_Minh wherever they are read.
    timezoneId: 'Pacific/Marquesas',
    launchOptions: await chromiumLaunch(),
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'phone',
      // What does not depend on the screen is tried once.
      grepInvert: /@once|@alone/,
      use: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
    },
    {
      name: 'desktop',
      grepInvert: /@alone/,
      // Who plays holds a phone.
      testIgnore: '**/class-player*.browser.ts',
      use: { viewport: { width: 1280, height: 800 } },
    },
    {
      // One server and one database stand behind all journeys: what changes the law for everybody comes last.
      name: 'alone',
      grep: /@alone/,
      dependencies: ['phone', 'desktop'],
      use: { viewport: { width: 1280, height: 800 } },
    },
  ],
  webServer: {
    command: 'npm run start:test',
    url: baseURL,
    reuseExistingServer: false,
    timeout: 120_000,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
});
