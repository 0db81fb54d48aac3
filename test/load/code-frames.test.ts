import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCodeFrames } from '../../src/load/code-frames.ts';
import { maskMessage, maskPath, maskSecrets } from '../../src/load/mask-secrets.ts';

function frame(text: string, line: number, column = 1) {
  const frames = createCodeFrames();
  frames.keep(new Map([['src/a.ts', text]]));
  return frames.frameOf({ file: 'src/a.ts', line, column });
}

describe('a frame', () => {
  test.each([
    [1, ['one', 'two']],
    [2, ['one', 'two', 'three']],
    [3, ['two', 'three']],
  ])('of line %i has its neighbours', (line, texts) => {
    const found = frame('one\r\ntwo\nthree', line, 2);
    expect(found).toMatchObject({ line, column: 2 });
    expect(found?.lines.map(({ text }) => text)).toEqual(texts);
  });

  test('is only of files that were analysed, and of lines that are there', () => {
    expect(frame('one', 2)).toBeUndefined();
    expect(createCodeFrames().frameOf({ file: '/etc/hostname', line: 1, column: 1 })).toBeUndefined();
    expect(createCodeFrames().frameOf({ file: '../a.ts', line: 1, column: 1 })).toBeUndefined();
  });

  test('of an endless line is the part around the column', () => {
    const found = frame(`${'a;'.repeat(400_000)}send(x)${';b'.repeat(400_000)}`, 1, 800_001);
    const text = found?.lines[0]?.text ?? '';
    expect(text.length).toBeLessThan(1_100);
    expect(text.slice((found?.column ?? 0) - 1)).toMatch(/^send\(x\)/);
    expect(text).toMatch(/^….*…$/);
  });

  test('hides a secret of which the part shown is only the end', () => {
    const secret = 'k9'.repeat(900);
    const found = frame(`const k = '${secret}'; send(x);`, 1, secret.length + 15);
    expect(found?.lines[0]?.text).not.toContain('k9');
    expect(found?.lines[0]?.text.slice((found?.column ?? 0) - 1)).toBe('send(x);');
  });
});

describe('secrets in a line', () => {
  const id = '0f3a9c1e-77aa-4bcd-9e01-5d2c88f01ab2';
  test.each([
    ['an e-mail address', "notify('ann.o@shipwise.example')", 'ann.o@shipwise.example'],
    ['an encoded address', 'get(`/x?email=ann%40shipwise.example`)', 'ann%40shipwise.example'],
    ['a client id', `clientId: '${id}'`, id],
    ['a Marketo token', `const t = "${id}:sj";`, `${id}:sj`],
    ['a client secret', "x = 'Ab3dEf6hIj9lMn2pQr5tUv8xYz1bCd4f'", 'Ab3dEf6hIj9lMn2pQr5tUv8xYz1bCd4f'],
    ['letters alone, as a literal', "x = 'abcdefghijklmnopqrstuvwxyzabcdefgh'", 'abcdefghijklmnopqrstuvwxyzabcdefgh'],
    ['a short password', "password: 'hunter2!'", 'hunter2!'],
    ['a secret by default', "const clientSecret = process.env.MKTO_SECRET ?? 's3cr3t';", 's3cr3t'],
    ['another by default', "start(opts.secret || 's3cr3t')", 's3cr3t'],
    ['a secret in a query', "'…/token?client_secret=q1w2e3r4&x=1'", 'q1w2e3r4'],
    ['a header', "'Bearer abc.def-123'", 'abc.def-123'],
    ['a web token', "h('eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.sig')", 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.sig'],
    ['who signs in', "get('https://ann.ohara:x@host.example/')", 'ann.ohara'],
    ['a mixed key', "key('sk_Live4eC39HqLyjWDarj')", 'sk_Live4eC39HqLyjWDarj'],
  ])('%s', (_, line, secret) => {
    const masked = maskSecrets(line);
    expect(masked).not.toContain(secret);
    expect(masked.length).toBe(line.length);
    expect(masked).toContain('*'.repeat(6));
  });

  test.each([
    "return this.get('/rest/v1/activities/pagingtoken.json', { sinceDatetime: since });",
    'const getLeadActivitiesByActivityTypeIdentifierFromMarketo = () => client.send(path);',
    'token: await tokens.get(`https://${id}.mktorest.com/identity/oauth/token`)',
    "const tokenPath = '/identity/oauth/token';",
    "const host = 'https://571-kqx-902.mktorest.com';",
    "import { customObjectDefinitions } from '../marketo/custom-object-definitions.ts';",
  ])('ordinary code stays: %s', (line) => {
    expect(maskSecrets(line)).toBe(line);
  });

  test('masking never changes the length, and no line takes long', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => maskSecrets(text).length === text.length));
    const before = performance.now();
    for (const unit of ['a', 'a.', 'a@', 'secret=', "secret: '", 'eyJ', '1a-', '"a'])
      maskSecrets(unit.repeat(8_000 / unit.length));
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

describe('an error message', () => {
  const secret = 'Ab3dEf6hIj9lMn2pQr5tUv8xYz1bCd4f';
  test.each([
    [`no vendor "${secret}" is known`, 'no vendor "********" is known'],
    [
      `"https://ann:pw@x.example/?client_secret=${secret}" is no host`,
      '"https://********@x.example/?client_secret=********" is no host',
    ],
  ])('hides what looks like a secret: %s', (message, shown) => {
    expect(maskMessage(message).replace(/https:\/\/\*+/, 'https://********')).toBe(shown);
  });

  test.each([
    'no commit 0123456789abcdef0123456789abcdef01234567 is in this repository',
    'no folder "packages/integrations/marketo-sync-worker-of-the-north"',
  ])('says what the reader has to find: %s', (message) => {
    expect(maskMessage(message)).toBe(message);
  });

  test('names a file by its whole name, but shows no secret of an address', () => {
    const file = 'traffic-0f3a9c1e-77aa-4bcd-9e01-5d2c88f01ab2.har';
    expect(maskPath(file)).toBe(file);
    expect(maskPath(`https://x.example/?client_secret=${secret}`)).not.toContain(secret);
  });
});
