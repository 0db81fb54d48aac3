import { closeSync, existsSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Random, seeded } from '../../../test/har/mutations.ts';

/** What a log holds, and so what a reader has to find. */
export interface LogCounts {
  readonly lines: number;
  /** To Marketo. */
  readonly calls: number;
}

const marketo = '123-abc-456.mktorest.com';
const ours = [
  '/rest/v1/leads.json?filterType=id&fields=email,firstName,lastName&filterValues=',
  '/rest/v1/lists/7/leads.json?batchSize=300&nextPageToken=',
  '/rest/asset/v1/emails.json?maxReturn=200&offset=',
];
const others = ['/v2/orders?page=', '/api/customers?cursor=', '/healthz?n=', '/graphql?op='];
const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Three of ten requests of a proxy go to Marketo. */
function makeRequest(random: Random, time: Date) {
  const isOurs = random() < 0.3;
  const paths = isOurs ? ours : others;
  return {
    isOurs,
    time,
    host: isOurs ? marketo : 'api.fabrikam.example',
    path: `${paths[Math.floor(random() * paths.length)]}${Math.floor(random() * 1e9)}`,
    status: random() < 0.98 ? 200 : 502,
    bytes: Math.floor(random() * 50_000),
    client: `10.0.${Math.floor(random() * 255)}.${Math.floor(random() * 255)}`,
  };
}

type Request = ReturnType<typeof makeRequest>;

function toJson({ time, host, path, status, bytes, client }: Request): string {
  return JSON.stringify({
    time: time.toISOString(),
    remote_addr: client,
    request_method: 'GET',
    host,
    request_uri: path,
    status,
    body_bytes_sent: bytes,
    http_user_agent: agent,
    upstream_addr: '10.2.3.4:443',
  });
}

function toText({ time, host, path, status, bytes, client }: Request): string {
  const [day = '', clock = ''] = time.toISOString().slice(0, 19).split('T');
  const [year, month, date] = day.split('-');
  return `${host}:443 ${client} - - [${date}/${months[Number(month) - 1]}/${year}:${clock} +0000] "GET ${path} HTTP/1.1" ${status} ${bytes} "-" "${agent}"`;
}

/** A log of about this size, made once and kept. */
export function keptLog(folder: string, kind: 'json' | 'text', megabytes: number) {
  const file = join(folder, `log-${kind}-${megabytes}-1.log`);
  const noted = `${file}.counts`;
  if (!existsSync(noted))
    writeFileSync(noted, JSON.stringify(writeLog(file, kind === 'json' ? toJson : toText, megabytes)));
  return { file, counts: JSON.parse(readFileSync(noted, 'utf8')) as LogCounts };
}

function writeLog(file: string, toLine: (request: Request) => string, megabytes: number): LogCounts {
  const random = seeded(1);
  const descriptor = openSync(file, 'w');
  let [time, size, lines, calls] = [Date.UTC(2026, 9, 2), 0, 0, 0];
  while (size < megabytes * 1e6) {
    const block: string[] = [];
    for (let count = 0; count < 2_000; count += 1) {
      time += random() * 40;
      const request = makeRequest(random, new Date(time));
      if (request.isOurs) calls += 1;
      block.push(`${toLine(request)}\n`);
    }
    lines += block.length;
    size += writeSync(descriptor, block.join(''));
  }
  closeSync(descriptor);
  return { lines, calls };
}
