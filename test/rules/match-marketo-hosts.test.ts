import { expect, test } from 'vitest';
import { hostFamily } from '../../src/rules/marketo-hosts.ts';

test.each(['123-ABC-456.mktorest.com', '123-abc-456.mktorest.com.', 'ab.cd.MKTOREST.com:8443', 'x.mktorest.com:443'])(
  '%s is a subscription’s host',
  (host) => {
    expect(hostFamily(host, [])).toBe('rest');
  },
);

test('the ingestion host is one of its own', () => {
  expect(hostFamily('mkto-ingestion-api.adobe.io', [])).toBe('ingestion');
  expect(hostFamily('x.mkto-ingestion-api.adobe.io', [])).toBeUndefined();
});

test.each([
  '',
  'mktorest.com',
  '.mktorest.com',
  'a..mktorest.com',
  'evil-mktorest.com',
  'evilmktorest.com',
  'x.mktorest.com.evil',
  'x.mktorest.com..',
  'x.mktorest.com@evil.example',
  'evil.example@x.mktorest.com',
  'evil.example/x.mktorest.com',
  'evil.example#.mktorest.com',
  'evil.example\\.mktorest.com',
  'x.mktorest.com:99999999',
  'x.m\u212Atorest.com',
  `${'a.'.repeat(100_000)}mktorest.com`,
])('%.40s is not Marketo', (host) => {
  expect(hostFamily(host, [])).toBeUndefined();
});

test('an extra host stands for a subscription’s, exactly', () => {
  const extra = ['Proxy.Example.', 'localhost:8080', '[::1]:9000', 'tls.example:443'];
  for (const host of ['proxy.example', 'PROXY.example:1234', 'localhost:8080', '[::1]:9000', 'tls.example']) {
    expect(hostFamily(host, extra), host).toBe('rest');
  }
  for (const host of [
    'a.proxy.example',
    'proxy.example.evil',
    'localhost',
    'localhost:8081',
    '[::1]',
    'tls.example:8443',
  ]) {
    expect(hostFamily(host, extra), host).toBeUndefined();
  }
});
