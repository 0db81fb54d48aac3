import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadModel } from '../../../src/load/model.ts';
import { html } from '../../../src/report/html.ts';
import { plainOptions, type ReportModel } from '../../../src/report/index.ts';
import { createCleanReport, createReport, type Foreign } from '../../kit/report.ts';
import { createReportModel } from '../../kit/report-model.ts';
import { analyzeCalls, frameAt } from './sample-report.ts';

const model = createReportModel();
const options = { ...plainOptions, frameOf: frameAt };
const page = html(createReport(model), model, options);

describe('the page', () => {
  test('carries a policy under which only its own style and script run', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'") ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    for (const [tag, directive] of [
      ['style', 'style-src'],
      ['script', 'script-src'],
    ]) {
      const source = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page)?.[1] ?? '';
      const hash = createHash('sha256').update(source).digest('base64');
      expect(source).not.toBe('');
      expect(policy).toContain(`${directive} 'sha256-${hash}'`);
    }
  });

  test('refers to nothing outside itself, and every link has a target', () => {
    const tags = tagsOf(page).join('\n');
    expect(tags).not.toMatch(/ (?:src|srcset|action|style|on\w+)=|<(?:link|img|iframe|object|base)\b/);
    const ids = [...tags.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...tags.matchAll(/ (?:href="#|for="|aria-labelledby=")([^"]*)"/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(20);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('nests its elements properly and skips no level of heading', () => {
    const open: string[] = [];
    const levels: number[] = [];
    for (const tag of tagsOf(page)) {
      const [, slash, name = ''] = /^<(\/?)([a-z0-9]+)/.exec(tag) ?? [];
      if (slash === '/') expect(open.pop()).toBe(name);
      else if (!['meta', 'input', 'br'].includes(name)) open.push(name);
      if (slash === '' && /^h[1-6]$/.test(name)) levels.push(Number(name[1]));
    }
    expect(open).toEqual([]);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  });

  test('is the same each time', () => {
    expect(html(createReport(model), model, options)).toBe(page);
  });

  test('says of each permission what it is, in sign and word', () => {
    const row = (name: string) =>
      page
        .split('<tr ')
        .find((part) => part.includes(`<th scope="row">${name}<`))
        ?.replace(/<[^>]*>/g, '') ?? '';
    expect(row('Approve Assets')).toContain('✗ missing');
    expect(row('Access Users')).toContain('− unused');
    expect(row('Read-Write Lead')).toContain('▽ broader');
    expect(row('Read-Only Assets')).toContain('✓ needed');
    expect(row('Read-Only Lead')).toContain('↳ implied');
    expect(row('Read-Write Assets')).toContain('≠ disputed');
    expect(row('Read-Only Activity')).toContain('· not granted');
  });

  test('shows the code of a call, the way to its URL, and what to write beside an open one', () => {
    expect(page).toContain('await api.request(');
    expect(page).toContain('// rolefit: POST /rest/v1/leads.json');
    expect(page).toContain('if the call answers 603');
    expect(html(createReport(model), model, plainOptions)).not.toContain('await api.request(');
  });

  test('of a clean report says that the role is enough, and warns of nothing', () => {
    const clean = html(createCleanReport(model), model, plainOptions);
    expect(clean).toContain('default: runs on 1 permission');
    expect(clean).not.toContain('class="badge bad"');
  });

  test('of a report without a service makes no claim', () => {
    const empty = { ...createCleanReport(model), services: [] };
    expect(html(empty, model, plainOptions)).toContain('nothing is known about a role');
  });
});

describe('hostile input', () => {
  const foreignOf = (text: string): Foreign => ({ service: text, file: text, path: text, name: text });
  const render = (text: string) => html(createReport(model, foreignOf(text)), model, plainOptions);
  const tame = tagsOf(render('harmless'));

  test.each([
    '<script>alert(1)</script>',
    '</script></style></title><svg onload=alert(1)>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '<!--',
    ']]>',
    '&lt;b&gt;&#x3c;',
    '\u001b[31m\u202eexe.txt\u2066\u0000',
    `${'deep/'.repeat(2_000)}end.ts`,
    '#s1-o1',
    'javascript:alert(1)',
  ])('%j is text, and no element or attribute comes or goes', (text) => {
    const rendered = render(text);
    expect(tagsOf(rendered)).toEqual(tame);
    expect(rendered).not.toContain('\u202e');
  });
});

describe('three thousand calls', () => {
  let real: ReportModel;
  let large = '';
  beforeAll(async () => {
    real = await loadModel();
    large = html(await analyzeCalls(3_000, real), real, options);
  });

  test('stay under five megabytes, and every operation is there', () => {
    expect(large.length).toBeLessThan(5_000_000);
    expect(large.match(/<details id="s1-o\d+"/g)?.length).toBeGreaterThan(real.rules.operations.length * 0.95);
  });
});

/** All tags with their attributes; no text can be one, as "<" and ">" are escaped wherever they are not markup. */
function tagsOf(document: string): readonly string[] {
  const withoutSource = document.replace(/(<(?:script|style)[^>]*>)[\s\S]*?(?=<\/(?:script|style)>)/g, '$1');
  return (withoutSource.match(/<[^>!]*>/g) ?? []).map((tag) => tag.replace(/ content="[^"]*"/, ''));
}
