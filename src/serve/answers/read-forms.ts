import type { KindName } from './kinds.ts';
import { envelope, type Form, keyInPath, numberPassed, type Question, type Reply, recordOf } from './question.ts';
import type { Fields } from './records.ts';

/** So many records are in a page of the lead database at most; of assets, 200. */
const mostInPage = 300;

/** A page of the lead database: what was filtered for, or all of it, page by page behind a token. */
export function pages(name: KindName): Form {
  return (question) => {
    const { passed, records } = question;
    const length = numberPassed(passed, 'batchSize', mostInPage, mostInPage);
    const filtered = filterOf(question, name);
    if (filtered !== undefined) return envelope(filtered.slice(0, length).map((one) => only(one, passed)));
    const start = startOf(passed.get('nextPageToken'));
    const result = records.page(name, start, length).map((one) => only(one, passed));
    const next = start + length;
    return envelope(result, next < records.count ? { nextPageToken: tokenOf(next) } : {});
  };
}

/** Activities say in a field of their own whether there are more. */
export function streams(name: KindName): Form {
  return ({ passed, records }) => {
    if (passed.get('nextPageToken') === null) {
      return { kind: 'error', code: '1002', message: "Missing value for the required parameter 'nextPageToken'" };
    }
    const length = numberPassed(passed, 'batchSize', mostInPage, mostInPage);
    const start = startOf(passed.get('nextPageToken'));
    const next = start + length;
    const result = records.page(name, start, length);
    return envelope(result, {
      nextPageToken: tokenOf(Math.min(next, records.count)),
      moreResult: next < records.count,
    });
  };
}

/** The token from which activities are read: there is nothing to count from but the start. */
export const pagingToken: Form = () => ({ kind: 'envelope', more: { nextPageToken: tokenOf(0) } });

/** A page of assets, by offset. As with Marketo there is no result where there is nothing. */
export function offsets(name: KindName): Form {
  return ({ passed, records }) => {
    const length = numberPassed(passed, 'maxReturn', 20, 200);
    const result = records.page(name, numberPassed(passed, 'offset', 0, 1_000_000), length);
    return result.length === 0 ? nothingFound : envelope(result);
  };
}

const nothingFound: Reply = {
  kind: 'envelope',
  more: { warnings: ['No assets found for the given search criteria.'] },
};

/** A short list that is no page. */
export function few(name: KindName, count = 3): Form {
  return ({ records }) => envelope(records.page(name, 0, count));
}

/** A list that is the same for everybody. */
export function listed(result: readonly unknown[]): Form {
  return () => envelope(result);
}

/** The record that the path names. */
export function one(name: KindName, missing: Reply = nothingFound): Form {
  return (question) => {
    const found = question.records.find(name, keyInPath(question));
    return found === undefined ? missing : envelope([only(found, question.passed)]);
  };
}

/** The record of the name that is passed. */
export function byName(name: KindName): Form {
  return ({ passed, records }) => {
    const wanted = passed.get('name') ?? passed.get('Name') ?? '';
    const found = wanted === '' ? undefined : records.find(name, records.numberFor(name, `${wanted} `));
    if (found === undefined) return nothingFound;
    return envelope([{ ...found, [name === 'tagType' ? 'tagType' : 'name']: wanted }]);
  };
}

/** The same without an envelope, as user management answers. */
export function bareList(name: KindName, count = 3): Form {
  return ({ records }) => ({ kind: 'bare', status: 200, body: records.page(name, 0, count) });
}

export function bareOne(name: KindName): Form {
  return (question) => {
    const found = question.records.find(name, keyInPath(question));
    if (found === undefined)
      return { kind: 'bare', status: 404, body: { errors: [{ code: '1013', message: 'Object not found' }] } };
    return { kind: 'bare', status: 200, body: found };
  };
}

/** What `filterType` and `filterValues` choose: each value has its record, as if somebody had filled the database for them. */
function filterOf({ passed, body, records }: Question, name: KindName): readonly Fields[] | undefined {
  const type = passed.get('filterType') ?? filterIn(body, 'filterType');
  const values = passed.get('filterValues') ?? filterIn(body, 'filterValues');
  if (type === null || values === null) return undefined;
  return values
    .split(',')
    .slice(0, mostInPage)
    .flatMap((value) => {
      const found = records.find(name, value.trim());
      if (found === undefined) return [];
      const isNumber = typeof found[type] === 'number' && /^\d{1,15}$/.test(value.trim());
      return [{ ...found, [type]: isNumber ? Number(value) : value.trim() }];
    });
}

function filterIn(body: unknown, name: string): string | null {
  const value = recordOf(body)[name];
  if (typeof value === 'string') return value;
  return Array.isArray(value)
    ? value.filter((one) => typeof one === 'string' || typeof one === 'number').join(',')
    : null;
}

/** Only the fields that were asked for, and those asked for that nobody made up. */
function only(record: Fields, passed: URLSearchParams): Fields {
  const asked = passed.get('fields');
  if (asked === null || asked === '') return record;
  const names = asked.split(',').map((field) => field.trim());
  const chosen = names.map((field) => [field, record[field] ?? null]);
  return Object.fromEntries('id' in record && !names.includes('id') ? [['id', record['id']], ...chosen] : chosen);
}

/** Paging tokens say where the next page begins, in a form that nobody is tempted to read. */
function tokenOf(start: number): string {
  return Buffer.from(`stand-in page ${start}`).toString('base64').replaceAll('=', '').padEnd(52, '=');
}

function startOf(token: string | null): number {
  const [, start] = /^stand-in page (\d{1,9})$/.exec(Buffer.from(token ?? '', 'base64').toString()) ?? [];
  return Number(start ?? 0);
}
