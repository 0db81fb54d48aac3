import { Readable } from 'node:stream';
import { analyzePaths } from '../../../src/load/analyze-paths.ts';
import { loadModel } from '../../../src/load/model.ts';
import { InputError } from '../../../src/model/input-error.ts';
import { formats, plainOptions, renderers } from '../../../src/report/index.ts';
import { bearer, entry, envelope, har as harOf, readAll } from '../../har/kit.ts';
import { seeded } from '../../har/mutations.ts';
import { redact } from '../../redact/kit.ts';
import { pick, type Random, seedTarget, type Target } from '../target.ts';

const model = await loadModel();
const hex = (text: string) => Buffer.from(text).toString('hex');

/** Ways to write a secret down. */
const encodings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  'upper case': (text) => text.toUpperCase(),
  percent: encodeURIComponent,
  'percent, every byte': (text) => hex(text).replace(/../g, '%$&'),
  'percent twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'JSON escapes': (text) => text.replace(/./g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  hex,
  'HTML entities': (text) => text.replace(/./g, (one) => `&#${one.charCodeAt(0)};`),
};

function letters(count: number, of: string, random: Random): string {
  return Array.from({ length: count }, () => pick([...of], random)).join('');
}

const kinds: readonly ((random: Random) => string)[] = [
  (random) => `${letters(8, '0123456789abcdef', random)}-1111-4222-8333-${letters(12, '0123456789abcdef', random)}:sj`,
  (random) => `u${letters(10, '0123456789abcdef', random)}@d${letters(10, '0123456789abcdef', random)}.example`,
  (random) =>
    letters(32 + Math.floor(random() * 9), 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789', random),
];

/** Texts with what was planted in them. */
interface Planted {
  readonly secrets: string[];
  /** A new secret, written in one of the ways. */
  readonly plant: () => string;
  /** A new secret as it is. */
  readonly plain: () => string;
}

function planting(random: Random): Planted {
  const secrets: string[] = [];
  const plain = () => {
    const secret = pick(kinds, random)(random);
    secrets.push(secret);
    return secret;
  };
  return { secrets, plain, plant: () => pick(Object.values(encodings), random)(plain()) };
}

/** What of the secrets is in a text, however it is written there. */
function survivors(text: string, secrets: readonly string[]): readonly string[] {
  const lower = text.toLowerCase();
  return Object.entries(encodings).flatMap(([name, encode]) =>
    secrets.filter((secret) => lower.includes(encode(secret).toLowerCase())).map((secret) => `${secret} (${name})`),
  );
}

const paths = [
  '/rest/v1/leads.json',
  '/rest/v1/lead/7.json',
  '/rest/asset/v1/emails.json',
  '/bulk/v1/leads/export/1/x',
];
const host = '123-abc-456.mktorest.com';

function recording(random: Random, { plant, plain }: Planted): string {
  const made = entry({
    comment: plant(),
    serverIPAddress: plant(),
    [plant()]: plant(),
    request: {
      method: pick(['GET', 'POST', 'DELETE'], random),
      url: `https://${plain().replace(/[^\w-]/g, '')}:pw@${host}${pick(paths, random)}?access_token=${plant()}&${plant()}=${plant()}#${plant()}`,
      headers: [...bearer(plant()), { name: plant(), value: plant() }, { name: 'Cookie', value: `s=${plant()}` }],
      cookies: [{ name: plant(), value: plant() }],
      queryString: [{ name: plant(), value: plant() }],
      postData: {
        mimeType: pick(['application/json', 'application/x-www-form-urlencoded', plant()], random),
        text: pick([`{"input":[{"email":"${plant()}"}]}`, `filterValues=${plant()}&${plant()}=1`], random),
        params: [{ name: plant(), value: plant() }],
      },
    },
    response: {
      status: 200,
      statusText: plant(),
      headers: [{ name: plant(), value: plant() }],
      redirectURL: plant(),
      content: {
        mimeType: plant(),
        text: pick(
          [
            envelope(),
            `{"success":false,"requestId":"${plant()}","errors":[{"code":"603","message":"${plant()}"}]}`,
            plant(),
          ],
          random,
        ),
      },
    },
  });
  return harOf(made).replace('WebInspector', plant());
}

const ofRecordings: Target = seedTarget({
  name: 'secrets-in-recordings',
  law: 'no secret of a recording, in any of ten encodings, is in what the reader gives, in a copy, or in a report',
  endings: ['clean'],
  inTests: 15,
  async judgeSeed(seed) {
    const random = seeded(seed);
    const planted = planting(random);
    const text = recording(random, planted);
    expectNone(JSON.stringify(await readAll(text)), planted, 'what the reader gives');
    expectNone((await redact(text)).text, planted, 'the copy');
    await expectCleanReports(text, 'har', planted);
    return 'clean';
  },
});

function expectNone(text: string, { secrets }: Planted, where: string): void {
  const found = survivors(text, secrets);
  if (found.length > 0) throw new Error(`in ${where}: ${found.join(', ')}`);
}

async function expectCleanReports(text: string, from: 'har' | 'access-log', planted: Planted): Promise<void> {
  const stdin = Readable.from([Buffer.from(text)]);
  try {
    const report = await analyzePaths(['-'], { cwd: '/', hosts: [], model, stdin, from });
    for (const format of formats) expectNone(renderers[format](report, model, plainOptions), planted, format);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expectNone(`${error.what} ${error.next}`, planted, 'the error');
  }
}

function logLine(random: Random, { plant, plain }: Planted): string {
  const path = pick(paths, random);
  const query = `access_token=${plant()}&${plant()}=${plant()}`;
  const lines = [
    () =>
      `10.0.0.1 - ${plant()} [30/Nov/2026:10:00:00 +0000] "POST https://${host}${path}?${query} HTTP/1.1" 200 2 "${plant()}" "${plant()}"`,
    () => JSON.stringify({ method: 'GET', url: `https://${host}${path}?${query}`, user: plain(), [plain()]: plain() }),
    () =>
      `${plant()} level=info msg="sent" method=POST url=https://${host}${path}?${query} token=${plant()} user=${plant()}`,
    () =>
      `DEBUG ${plant()} https://${plain().replace(/[^\w-]/g, '')}:${plain().replace(/[^\w-]/g, '')}@${host}:443 "GET ${path}?${query} HTTP/1.1" 200 ${plant()}`,
    () => `{"broken": "${plant()}", "url": "${host}${path}?${query}`,
    () => `${plant()} ${plant()}`,
  ];
  return pick(lines, random)();
}

const ofLogs: Target = seedTarget({
  name: 'secrets-in-logs',
  law: 'no secret of a log, in any of ten encodings, is in a report',
  endings: ['clean'],
  inTests: 12,
  async judgeSeed(seed) {
    const random = seeded(seed);
    const planted = planting(random);
    const text = Array.from({ length: 6 }, () => logLine(random, planted)).join('\n');
    await expectCleanReports(`${text}\n`, 'access-log', planted);
    return 'clean';
  },
});

export const secrets: readonly Target[] = [ofRecordings, ofLogs];
