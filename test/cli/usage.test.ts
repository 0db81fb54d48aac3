import { readFileSync } from 'node:fs';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands/index.ts';
import { optionNames } from '../../src/cli/options.ts';
import { run } from '../../src/cli/run.ts';
import { createFakeIo } from '../kit/fake-io.ts';

async function shell(argv: readonly string[], columns?: number) {
  const { io, stdout, stderr } = createFakeIo(columns === undefined ? {} : { columns });
  return { code: await run(argv, io), stdout: stdout(), stderr: stderr() };
}

describe('rolefit', () => {
  test('--version prints the version of package.json and nothing else', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(await shell(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('every option is in the help of some command', async () => {
    const helps = await Promise.all(commands.map(({ name }) => shell([name, '--help'], 120)));
    const all = helps.map(({ stdout }) => stdout).join('');
    expect(optionNames.filter((name) => !all.includes(`--${name}`))).toEqual([]);
  });

  test('--help names every command, and five to eight examples', async () => {
    const { code, stdout, stderr } = await shell(['--help'], 120);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const { name } of commands) expect(stdout).toContain(`rolefit ${name}`);
    const examples = stdout.slice(stdout.indexOf('Examples:')).match(/^ {2}rolefit/gm) ?? [];
    expect(examples.length).toBeGreaterThanOrEqual(5);
    expect(examples.length).toBeLessThanOrEqual(8);
  });

  test.each(commands.map(({ name }) => name))('%s --help says what it takes', async (name) => {
    const { code, stdout } = await shell([name, '--help']);
    expect(code).toBe(0);
    const own = stdout.match(/ --(?!version|help)[a-z-]+|^Positionals:$/gm) ?? [];
    expect({ usage: stdout.startsWith(`rolefit ${name}`), options: own.length > 0 }).toEqual({
      usage: true,
      options: true,
    });
  });

  test.each([60, 80, 120, 300])('help fits a terminal of %i columns, and 120 at most', async (columns) => {
    const { stdout } = await shell(['--help'], columns);
    expect(Math.max(...stdout.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(
      Math.min(columns, 120),
    );
  });
});

describe('a mistake of usage ends with 2, one error and nothing on stdout', () => {
  test.each([
    ['a misspelled option', ['--formt', 'json'], 'did you mean --format?'],
    ['an option that a command needs', ['logs-query'], '--engine must be given'],
    ['a misspelled command', ['explian', 'x'], 'did you mean `rolefit explain`?'],
    ['an option that is not there', ['--zzzzzz'], 'rolefit --help'],
    ['a format that is not there', ['--format', 'xyz'], '"xyz"'],
    ['a misspelled format', ['--format', 'text', '--format', 'sraif'], 'did you mean --format sarif?'],
    ['a misspelled level', ['--fail-on', 'eror'], 'did you mean --fail-on error?'],
    ['a misspelled list', ['model', 'operation'], 'did you mean "operations"?'],
    ['a misspelled format of a file', ['--output', 'jsn=out.json'], 'did you mean --output json=out.json?'],
    ['an option without its value', ['--output'], 'rolefit --help'],
    ['an option given twice', ['--granted', 'a', '--granted', 'b'], 'more than once'],
    ['two formats of one answer', ['role', '--format', 'json', '--format', 'text'], '--format is given more than once'],
    ['two files of one answer', ['model', '--output', 'a', '--output', 'b'], '--output is given more than once'],
    ['a command without its argument', ['explain'], 'not enough'],
    ['an unknown topic', ['explain', 'Read-Only Leed'], 'did you mean "Read-Only Lead"?'],
    ['an unknown list', ['model', 'rolez'], 'rolez'],
    ['a level that is not there', ['--fail-on', 'panic'], '"panic"'],
  ])('%s', async (_, argv, hint) => {
    const { code, stdout, stderr } = await shell(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toContain(hint);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  test('and shows nothing invisible of what was typed', async () => {
    const { stderr } = await shell(['explain', '\u001b[31m\u202eabc']);
    expect(stderr).toContain('\\u{1b}[31m\\u{202e}abc');
  });
});
