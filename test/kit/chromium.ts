import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The system's Chromium: what `CHROMIUM` names, else where systems put it; `undefined` where there is none. */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM'];
  return (named === undefined || named === '' ? usual : [named]).find((path) => existsSync(path));
}

/**
 * Why the tests that need a browser cannot run; `undefined` when they can.
 * @throws Error instead where `ROLEFIT_REQUIRE_CHROMIUM=1` says that they must run.
 */
export function missingChromium(): string | undefined {
  if (findChromium() !== undefined) return undefined;
  const reason = 'no Chromium: install it, or name it in CHROMIUM';
  if (process.env['ROLEFIT_REQUIRE_CHROMIUM'] === '1') throw new Error(reason);
  return reason;
}

/** A headless browser that calls nobody by itself. The caller closes it. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('no Chromium');
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}
