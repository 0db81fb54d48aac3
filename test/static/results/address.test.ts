import { describe, expect, test } from 'vitest';
import { takeApart } from '../../../src/static/results/address.ts';
import { isPlaceholder } from '../../../src/static/results/placeholder.ts';
import { isGap, type Piece, type Text } from '../../../src/static/value/value.ts';

/** `https://$id.example$path`: a word after a dollar sign is a gap of that name. */
function address(written: string): Text {
  const pieces = written.split(/(\$[a-z]+)/).filter((part) => part !== '');
  return {
    kind: 'text',
    pieces: pieces.map((part): Piece => {
      if (part.startsWith('$')) return { hole: 'parameter', name: part.slice(1), at: undefined };
      return { text: part, at: undefined, via: [] };
    }),
  };
}

function written({ pieces }: Text): string {
  return pieces.map((piece) => (isGap(piece) ? `$${piece.name}` : piece.text)).join('');
}

describe('an address is taken apart where its path begins', () => {
  test.each([
    // A gap after the top-level domain is the path, however many come before.
    ['https://$id.mktorest.com$path', '*.mktorest.com', '$path'],
    ['https://$id.mktorest.com:443$path?a=b', '*.mktorest.com:443', '$path'],
    ['$id.mktorest.com$path', '*.mktorest.com', '$path'],
    ['$scheme://$id.mktorest.com$path', '*.mktorest.com', '$path'],
    ['https://12.mktorest.com$path.json', '12.mktorest.com', '$path.json'],
    // A gap after another dot is a part of the name.
    ['https://api.$region.example.com/rest/v1/leads.json', 'api.*.example.com', '/rest/v1/leads.json'],
    // Names of which nothing is known are nobody's.
    ['https://$id.$domain/rest/v1/leads.json', undefined, '/rest/v1/leads.json'],
    ['https://$host:$port/rest/v1/leads.json', undefined, '/rest/v1/leads.json'],
    // What stands before a root of the API is the base; before anything else it may hold the start of the path.
    ['$base/rest/v1/leads.json', undefined, '/rest/v1/leads.json'],
    ['$base$version/v1/leads.json', undefined, '/v1/leads.json'],
    ['$base$resource/describe.json', undefined, '$base$resource/describe.json'],
    ['$path.json', undefined, '$path.json'],
    ['$base/rest$path', undefined, '/rest$path'],
  ])('%s', (whole, host, path) => {
    const found = takeApart(address(whole));
    expect([found.host, written(found.path)]).toEqual([host, path]);
  });
});

describe('a placeholder stands for what was taken out', () => {
  test.each([
    ['YOUR_REST_ENDPOINT/rest/v1/lists.json', '/rest/v1/lists.json'],
    ['REMOVED FOR PRIVACY/rest/v1/leads.json', '/rest/v1/leads.json'],
    ['REPLACE_MEv1/lists.json', '/v1/lists.json'],
    ['__URL__/bulk/v1/leads.json', '/bulk/v1/leads.json'],
    ['<your base>/rest/asset/v1/forms.json', '/rest/asset/v1/forms.json'],
    ['{{base}}/rest/v1/leads.json', '/rest/v1/leads.json'],
    ['your-instance/rest/v1/leads.json', '/rest/v1/leads.json'],
    ['https://YOUR_HOST/rest/v1/leads.json', '/rest/v1/leads.json'],
    ['https://{{host}}/rest/v1/leads.json', '/rest/v1/leads.json'],
    // Names that say something stay, and so does a placeholder with more than the API behind it.
    ['api/rest/v1/leads.json', '/api/rest/v1/leads.json'],
    ['crm-proxy/rest/v1/leads.json', '/crm-proxy/rest/v1/leads.json'],
    ['/rest/v1/leads.json', '/rest/v1/leads.json'],
    ['rest/v1/leads.json', '/rest/v1/leads.json'],
    ['YOUR_BASE/crm/7/rest/v1/leads.json', '/YOUR_BASE/crm/7/rest/v1/leads.json'],
  ])('%s', (whole, path) => {
    const found = takeApart(address(whole));
    expect([found.host, written(found.path)]).toEqual([undefined, path]);
  });

  test.each(['localhost', 'crm.example', 'EXAMPLE.COM', 'account-service', '10.0.0.1', '', 'id', 'rest'])(
    '"%s" is none',
    (text) => {
      expect(isPlaceholder(text)).toBe(false);
    },
  );

  test('a hostile text takes no time', () => {
    const before = performance.now();
    for (const part of ['A', '__A', '{{', '<', '%A', 'your-', 'xx'])
      expect(isPlaceholder(`${part.repeat(20_000)}!`)).toBe(false);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
