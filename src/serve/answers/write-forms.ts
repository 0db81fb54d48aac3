import { parseJson } from '../json.ts';
import type { KindName } from './kinds.ts';
import { envelope, type Form, inputOf, keyInPath, type Question, type Reply, recordOf } from './question.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a record is saved by, the first that it has. */
const keyFields = [
  'id',
  'leadId',
  'marketoGUID',
  'email',
  'externalCompanyId',
  'externalOpportunityId',
  'externalSalesPersonId',
  'name',
];

/** A record of a kind that counts from 0 and has a GUID, as opposed to leads, which have an id. */
const idKinds: readonly KindName[] = ['lead', 'programMember', 'partition', 'list'];

/** Each record of `input` is saved, or is skipped with the reason, as Marketo does: the others go on. */
export function saved(
  name: KindName,
  words: { readonly made: string; readonly changed: string } = { made: 'created', changed: 'updated' },
): Form {
  return (question) => {
    const rows = inputOf(question.body);
    if (rows.length === 0) return missingInput;
    const { action } = recordOf(question.body);
    return envelope(
      rows.map((row, seq) => refusal(question, row, seq) ?? save(question, name, { row, seq, action, words })),
    );
  };
}

const missingInput: Reply = {
  kind: 'error',
  code: '1002',
  message: "Missing value for the required parameter 'input'",
};

interface Saving {
  readonly row: Row;
  readonly seq: number;
  readonly action: unknown;
  readonly words: { readonly made: string; readonly changed: string };
}

function save({ records }: Question, name: KindName, { row, seq, action, words }: Saving): Row {
  const key = keyOf(row);
  const number = records.numberFor(name, key);
  const isKnown = row['id'] !== undefined || records.wasWritten(name, number);
  if (isKnown && action === 'createOnly') return skipped(seq, '1005', 'Lead already exists');
  records.write(name, number, row);
  const status = isKnown || action === 'updateOnly' ? words.changed : words.made;
  if (idKinds.includes(name)) return { id: number, status };
  return { seq, marketoGUID: records.guidOf(`${name} ${key}`), status };
}

/** Each record of `input`, or of the list of ids that is passed, is gone, or in another state. */
export function marked(name: KindName, status: string): Form {
  return (question) => {
    const rows = inputOf(question.body);
    const passed = question.passed.getAll('id').flatMap((ids) => ids.split(','));
    const all = [...rows, ...passed.filter((id) => id !== '').map((id) => ({ id: toNumber(id) }))];
    if (all.length === 0) return missingInput;
    return envelope(all.map((row, seq) => refusal(question, row, seq) ?? mark(question, name, { row, seq, status })));
  };
}

function mark(
  { records }: Question,
  name: KindName,
  { row, seq, status }: { readonly row: Row; readonly seq: number; readonly status: string },
): Row {
  const key = keyOf(row);
  if (status === 'deleted') records.delete(name, key);
  if (idKinds.includes(name)) return { id: toNumber(key), status };
  return { seq, marketoGUID: records.guidOf(`${name} ${key}`), status };
}

/** Records of a partition that the user has no part in are skipped, not refused: the call itself is allowed. */
function refusal({ caller, body, passed }: Question, row: Row, seq: number): Row | undefined {
  if (caller.partitions === undefined) return undefined;
  const named = row['partitionName'] ?? recordOf(body)['partitionName'] ?? passed.get('partitionName');
  if (typeof named !== 'string' || caller.partitions.includes(named)) return undefined;
  return skipped(seq, '1008', `Access denied to partition '${named}'`);
}

function skipped(seq: number, code: string, message: string): Row {
  return { seq, status: 'skipped', reasons: [{ code, message }] };
}

/** An asset is made: what was sent, over what such an asset looks like. */
export function made(name: KindName): Form {
  return (question) => {
    const { records } = question;
    const fields = sentFields(question);
    const named = fields['name'];
    // By its name, so that whoever looks for the name finds it.
    const number = typeof named === 'string' ? records.numberFor(name, `${named} `) : records.newNumber(name);
    records.write(name, number, fields);
    return envelope([records.find(name, number)]);
  };
}

/** An asset is changed; what it is then is answered. */
export function changed(name: KindName, state: Row = {}): Form {
  return (question) => {
    const key = keyInPath(question);
    if (question.records.find(name, key) === undefined) return missingAsset;
    question.records.write(name, key, { ...sentFields(question), ...state });
    return envelope([question.records.find(name, key)]);
  };
}

const missingAsset: Reply = { kind: 'error', code: '702', message: 'No data found for the given search criteria' };

/** Something was done to an asset, or within it, and only its id is answered. */
export function done(name: KindName, isGone = false): Form {
  return (question) => {
    const key = keyInPath(question);
    if (isGone) question.records.delete(name, key);
    return envelope([{ id: toNumber(key) }]);
  };
}

/** Nothing but that it went well. */
export const well: Form = () => ({ kind: 'envelope' });

/** The parts of the API that answer with a status alone. */
export function bare(status: number, body?: object): Form {
  return () => ({ kind: 'bare', status, ...(body === undefined ? {} : { body }) });
}

/** A form's text fields and a body's, but for those that are no part of the record. */
function sentFields({ passed, body }: Question): Row {
  const form = [...passed].filter(([field]) => !['_method', 'access_token'].includes(field));
  const fields = { ...Object.fromEntries(form.map(([field, value]) => [field, parsed(value)])), ...recordOf(body) };
  return Object.fromEntries(Object.entries(fields).filter(([field]) => field !== 'input' && field !== 'id'));
}

/** Assets take parts such as a folder as JSON within a form. */
function parsed(value: string): unknown {
  return /^[{[]/.test(value) ? (parseJson(value) ?? value) : value;
}

function keyOf(row: Row): string {
  const key = keyFields.map((name) => row[name]).find((value) => value !== undefined && value !== null);
  return typeof key === 'string' || typeof key === 'number' ? String(key) : JSON.stringify(key ?? row).slice(0, 200);
}

function toNumber(key: string): number | string {
  return /^\d{1,15}$/.test(key) ? Number(key) : key;
}
