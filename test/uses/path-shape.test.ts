import { describe, expect, test } from 'vitest';
import { isHole } from '../../src/model/value.ts';
import { shapeOf } from '../../src/uses/path-shape.ts';

describe('what varies or may be personal becomes a hole', () => {
  test.each([
    ['/rest/v1/thing/12345.json', '/rest/v1/thing/{}.json'],
    ['/rest/v1/thing/ca761232-ed42-11ce-bacd-00aa0057b223/x', '/rest/v1/thing/{}/x'],
    ['/rest/v1/thing/00ff12ab', '/rest/v1/thing/{}'],
    ['/subscriptions/123-ABC-456/thing', '/subscriptions/{}/thing'],
    ['/rest/v1/thing/jo.doe%40example.com.json', '/rest/v1/thing/{}.json'],
    ['/rest/v1/thing/jo@example.com', '/rest/v1/thing/{}.com'],
    ['/rest/v1/thing/AbcDefGhiJklMnoPqrStuVwx', '/rest/v1/thing/{}'],
    ['/rest/v1/thing/{}', '/rest/v1/thing/{}'],
    [`/${'a/'.repeat(100_000)}`, `${'/a'.repeat(16)}/{}`],
  ])('%.60s', (path, key) => {
    expect(shapeOf([path]).key).toBe(key);
  });
});

test.each(['/rest/v1/leads/describe2.json', '/rest/asset/v1/emailTemplate', '/facade', '/rest/v1/car_c.json'])(
  'words stay: %s',
  (path) => {
    expect(shapeOf([path])).toEqual({ path: [path], key: path });
  },
);

test('slashes too many make no difference', () => {
  expect(shapeOf(['//rest//v1/x/']).key).toBe('/rest/v1/x');
  expect(shapeOf(['']).key).toBe('/');
});

test('holes of the program keep their names', () => {
  const hole = { reason: 'environment', name: 'BASE' } as const;
  const { path, key } = shapeOf([hole, '/v1/', hole, '-7/x']);
  expect(path.filter(isHole)).toEqual([hole, hole]);
  expect(key).toBe('{}/v1/{}-7/x');
});
