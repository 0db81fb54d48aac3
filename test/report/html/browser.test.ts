import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadModel } from '../../../src/load/model.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { Report } from '../../../src/model/report.ts';
import { viewService } from '../../../src/report/html/service-view.ts';
import { html } from '../../../src/report/html.ts';
import { plainOptions, type ReportModel } from '../../../src/report/index.ts';
import { serviceWithout } from '../../../src/solve/index.ts';
import { launchChromium, missingChromium } from '../../kit/chromium.ts';
import { createReport } from '../../kit/report.ts';
import { createReportModel } from '../../kit/report-model.ts';
import { analyzeCalls, frameAt } from './sample-report.ts';

const missing = missingChromium();
const title = missing === undefined ? 'in Chromium' : `in Chromium (skipped: ${missing})`;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const options = { ...plainOptions, frameOf: frameAt };
const hostile = '"><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">';

describe.skipIf(missing !== undefined)(title, () => {
  let browser: Browser;
  let folder: string;
  let model: ReportModel;
  const pages: Record<'rich' | 'hostile' | 'ten' | 'many', string> = { rich: '', hostile: '', ten: '', many: '' };
  let ten: Report;

  beforeAll(async () => {
    browser = await launchChromium();
    folder = await mkdtemp(join(tmpdir(), 'rolefit-page-'));
    model = await loadModel();
    const small = createReportModel();
    ten = await analyzeCalls(10, model);
    const foreign = { service: hostile, file: hostile, path: hostile, name: hostile };
    const sources = {
      rich: html(createReport(small), small, options),
      hostile: html(createReport(small, foreign), small, options),
      ten: html(ten, model, options),
      many: html(await analyzeCalls(3_000, model), model, options),
    };
    for (const name of ['rich', 'hostile', 'ten', 'many'] as const) {
      pages[name] = join(folder, `${name}.html`);
      await writeFile(pages[name], sources[name]);
    }
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  /** Opens a page and collects everything that it should not do. */
  async function open(name: keyof typeof pages, more: BrowserContextOptions = {}) {
    const context = await browser.newContext(more);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (request.url() !== pathToFileURL(pages[name]).href) complaints.push(`requests ${request.url()}`);
    });
    await page.goto(pathToFileURL(pages[name]).href);
    return { page, complaints, close: () => context.close() };
  }

  test.each(['rich', 'hostile', 'ten', 'many'] as const)(
    '%s: no error, no request, nothing against the policy',
    async (name) => {
      const { page, complaints, close } = await open(name);
      expect(await page.evaluate('typeof window.hacked')).toBe('undefined');
      expect(await page.locator('[data-toolbar]').isVisible()).toBe(true);
      expect(complaints).toEqual([]);
      await close();
    },
  );

  test('the policy is in force: a script that was not written by rolefit does not run', async () => {
    const { page, complaints, close } = await open('rich');
    await page.evaluate(
      "(() => { const s = document.createElement('script'); s.textContent = 'window.hacked = 1'; document.body.append(s); })()",
    );
    expect(await page.evaluate('typeof window.hacked')).toBe('undefined');
    expect(complaints.join()).toContain('Content Security Policy');
    await close();
  });

  test.each([
    ['rich', 'light'],
    ['rich', 'dark'],
    ['ten', 'light'],
    ['ten', 'dark'],
  ] as const)('%s in %s colours: nothing that axe objects to', async (name, colorScheme) => {
    const { page, close } = await open(name, { colorScheme, bypassCSP: true });
    await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    expect(await axeViolations(page)).toEqual([]);
    await close();
  });

  test('three thousand calls: nothing that axe objects to', async () => {
    const { page, close } = await open('many', { bypassCSP: true });
    // The colours are those of the small reports, and comparing them in each of 15,000 cells takes a minute.
    expect(await axeViolations(page, ['color-contrast'])).toEqual([]);
    await close();
  }, 120_000);

  test('a phone need not scroll sideways, whatever the names', async () => {
    for (const name of ['rich', 'hostile', 'many'] as const) {
      const { page, close } = await open(name, { viewport: { width: 360, height: 740 } });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      await close();
    }
  });

  test('without script everything is there but the controls', async () => {
    const { page, close } = await open('rich', { javaScriptEnabled: false });
    expect(await page.locator('[data-toolbar]').isVisible()).toBe(false);
    expect(await page.locator('.what-if').isVisible()).toBe(false);
    const operation = page.locator('details.operation', { hasText: 'Get Leads by Filter Type' }).first();
    await operation.locator('summary').click();
    expect(await operation.locator('pre', { hasText: 'await api.request(' }).first().isVisible()).toBe(true);
    expect(await page.locator('tr[data-state]').count()).toBe(9);
    await close();
  });

  test('search and filter work by keyboard', async () => {
    const { page, close } = await open('rich');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the report');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Access Users');
    await page.locator('[data-found]', { hasText: 'rows shown' }).waitFor();
    // The number is told from the first letters on, before all of them have been typed.
    await expect.poll(() => shownPermissions(page)).toEqual(['Access Users']);
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await page.locator('[data-found]:empty').waitFor({ state: 'attached' });
    await page.locator('#show-unused').focus();
    await page.keyboard.press('Space');
    expect(await shownPermissions(page)).not.toContain('Access Users');
    expect(await shownPermissions(page)).toContain('Approve Assets');
    await close();
  });

  test('what-if by keyboard gives the role that the tool gives, for many choices of switches', async () => {
    const { page, close } = await open('ten');
    const [service] = ten.services;
    if (service === undefined) throw new Error('one service is expected');
    const { counted } = viewService(service, 0, model, undefined);
    const off = new Set<number>();
    const answers = new Set<string>();
    // A walk through the subsets: each step turns one switch, by a sequence that is the same on every run.
    for (let step = 0, seed = 7; step < 40; step += 1) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      const index = (seed >>> 8) % counted.length;
      if (!off.delete(index)) off.add(index);
      await page.locator(`[data-use="${index}"]`).focus();
      await page.keyboard.press('Space');
      const gone = new Set<Evidence>([...off].flatMap((one) => counted[one]?.evidence ?? []));
      const solving = { graph: model.permissions, rules: model.rules, inputs: ten.inputs };
      const expected = serviceWithout(service, (one) => gone.has(one), solving).role.permissions.map(
        ({ name }) => name,
      );
      const shown = await page.locator('[data-answer] li', { hasNotText: 'drops' }).locator('.name').allTextContents();
      expect(shown.toSorted()).toEqual(expected.toSorted());
      answers.add(expected.join());
    }
    expect(answers.size).toBeGreaterThan(5);
    await page.locator('[data-reset]').focus();
    await page.keyboard.press('Enter');
    const all = await page.locator('[data-answer] .name').allTextContents();
    expect(all).toEqual(service.role.permissions.map(({ name }) => name));
    await close();
  });

  test('a link to an operation opens its evidence', async () => {
    const { page, close } = await open('rich');
    const link = page.locator('.permissions a[href^="#s1-o"]').first();
    const target = await link.getAttribute('href');
    await link.click();
    await page.locator(`${target}[open]`).waitFor({ state: 'attached' });
    await close();
  });

  test('on paper everything is open and no control is printed', async () => {
    const { page, close } = await open('rich');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('[data-toolbar]').isVisible()).toBe(false);
    expect(await page.locator('pre').first().isVisible()).toBe(true);
    await close();
  });
});

/** Runs axe in a page opened with `bypassCSP`: only the tester's own script needs the policy out of the way. */
async function axeViolations(page: Page, without: readonly string[] = []): Promise<unknown> {
  await page.evaluate(axe);
  const rules = JSON.stringify(Object.fromEntries(without.map((rule) => [rule, { enabled: false }])));
  return page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], rules: ${rules} }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200) + ' x' + nodes.length))`,
  );
}

function shownPermissions(page: Page): Promise<string[]> {
  return page.evaluate(
    "[...document.querySelectorAll('tr[data-state]:not([hidden]) th')].map((cell) => cell.firstChild.textContent)",
  );
}
