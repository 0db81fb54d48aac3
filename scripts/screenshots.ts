import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { run } from '../src/cli/run.ts';
import { launchChromium } from '../test/kit/chromium.ts';
import { createFakeIo } from '../test/kit/fake-io.ts';
import { openPane } from '../test/kit/tmux.ts';
import { root } from './build/root.ts';

/**
 * Makes the pictures of the documents anew, of what was built last: `npm run build && npm run screenshots`. Needs
 * Chromium and tmux.
 */
async function takeScreenshots(): Promise<void> {
  const browser = await launchChromium();
  try {
    await shootReport(browser);
    await shootExplorer(browser);
  } finally {
    await browser.close();
  }
}

async function shootReport(browser: Browser): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'rolefit-shots-'));
  try {
    const file = join(folder, 'report.html');
    const granted = 'Read-Write Assets, Read-Only Sales Person, Execute Campaign, Read-Write Opportunity';
    const { io } = createFakeIo({ cwd: root });
    await run(['fixtures/apps/asset-publisher', '--granted', granted, '--output', file], io);
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    await page.goto(pathToFileURL(file).href);
    await page.screenshot({ path: join(root, '.github/report.png') });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** One call switched off, with the line that makes it. */
async function shootExplorer(browser: Browser): Promise<void> {
  const pane = openPane({ columns: 120, rows: 34 }, { NODE: process.execPath, COLORTERM: 'truecolor' });
  try {
    pane.type(
      `cd '${root}fixtures/apps/nightly-lead-sync'; "$NODE" ../../../dist/cli/main.js explore --quiet --no-cache --granted 'Read-Only Activity, Read-Write Lead, Read-Write Assets'`,
    );
    pane.keys('Enter');
    await pane.waitFor(/row 1 of/i);
    for (const key of ['/', ...'client.ts:36', 'Enter', 'Down', 'Down', 'Down']) pane.keys(key);
    await pane.waitFor('return this.');
    pane.keys('Space');
    await pane.waitFor('What if:');
    const page = await browser.newPage({ viewport: { width: 1044, height: 700 } });
    await page.setContent(terminalPage(pane.colours()));
    await page.locator('pre').screenshot({ path: join(root, '.github/explorer.png') });
  } finally {
    pane.close();
  }
}

const style = `body { margin: 0; background: #0d1117 } pre { margin: 0; padding: 16px; display: inline-block;
  color: #e6edf3; font: 14px/19px 'DejaVu Sans Mono', monospace }`;
const colours = ['#484f58', '#ff7b72', '#7ee787', '#e3b341', '#79c0ff', '#d2a8ff', '#76e3ea', '#e6edf3'];

function terminalPage(screen: string): string {
  return `<!doctype html><meta charset="utf-8"><style>${style}</style><pre>${toHtml(screen)}</pre>`;
}

/** What tmux gives of a screen: text with SGR sequences, of which the explorer uses a few. */
function toHtml(screen: string): string {
  const [first = '', ...rest] = screen.split('\u001b[');
  let look: Readonly<Record<string, string>> = {};
  const spans = rest.map((part) => {
    const [, codes = '', text = ''] = /^([\d;]*)m(.*)$/s.exec(part) ?? [];
    for (const code of codes.split(';').map(Number)) look = lookAfter(look, code);
    const css = Object.entries(look).map(([name, value]) => `${name}:${value}`);
    return `<span style="${css.join(';')}">${asText(text)}</span>`;
  });
  return asText(first) + spans.join('');
}

function lookAfter(look: Readonly<Record<string, string>>, code: number): Readonly<Record<string, string>> {
  if (code === 0) return {};
  if (code === 1) return { ...look, 'font-weight': 'bold' };
  if (code === 2) return { ...look, opacity: '0.6' };
  // Inverse: the page swaps the two as a terminal does.
  if (code === 7) return { ...look, filter: 'invert(1)', background: '#0d1117' };
  if (code >= 30 && code <= 37) return { ...look, color: colours[code - 30] ?? '' };
  if (code >= 90 && code <= 97) return { ...look, color: code === 90 ? '#8b949e' : (colours[code - 90] ?? '') };
  if (code >= 40 && code <= 47) return { ...look, background: colours[code - 40] ?? '' };
  if (code === 39) return without(look, 'color');
  return code === 49 ? without(look, 'background') : look;
}

function without(look: Readonly<Record<string, string>>, name: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(look).filter(([one]) => one !== name));
}

function asText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

await takeScreenshots();
