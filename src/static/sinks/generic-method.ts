import type { ts } from 'ts-morph';
import { entriesOf } from '../heap/objects.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import type { MadeWith } from '../machine/recorder.ts';
import { wordsOf } from '../syntax/words.ts';
import { optionsOf } from '../value/choice.ts';
import { literal, plainText, type Single, type Text, unknown, type Value } from '../value/value.ts';
import { optionValue } from './client-options.ts';
import { isVerb } from './made-with.ts';
import { requestPart } from './request-part.ts';

const verbs = ['get', 'post', 'put', 'patch', 'delete', 'del', 'head'];

const methodOptions = ['method', 'verb', 'httpMethod', 'type', 'requestMethod'];

/** Options that carry what is sent: with some clients they make a request another one. */
const bodyOptions = ['body', 'data', 'json', 'form', 'formData', 'payload', 'files', 'content', 'multipart'];

/** Words in the names of functions that do more than read. */
const doing = new Set(
  'create add insert update replace save upsert remove submit send push merge write store upload edit set'.split(' '),
);

interface Given {
  /** Which argument brings the address. */
  readonly index: number;
  readonly value: Single;
  /** What the thing that is asked was made with. */
  readonly made: MadeWith;
  /** Of a described client, by a name that its description lacks. */
  readonly isUndescribed: boolean;
  /** The method that stands before the address. */
  readonly written: Text | undefined;
}

/**
 * The method of a request that an unknown function sends: where the options and the name say different things, where it
 * may hang on a body or on a function among the options, it is not known. `undefined`: nothing says anything but GET.
 */
export function genericMethod(
  m: Machine,
  name: string | undefined,
  request: CallRequest,
  given: Given,
): Value | undefined {
  const others = request.args.filter((_arg, at) => at !== given.index);
  const objects = [...others, given.value].filter((part) =>
    optionsOf(part).some(({ value }) => value.kind === 'object'),
  );
  const sent = given.value.kind === 'object' ? requestPart(m, given.value, 'method', request.node) : undefined;
  const option = optionValue(m, methodOptions, objects, request.node) ?? sent;
  const positional = others.find(isVerb);
  const named = option !== undefined && isVerb(option) ? option : positional;
  const last = name?.split('.').at(-1)?.replace(/\(\)$/, '') ?? '';
  const verb = given.written === undefined ? verbIn(last) : plainText(given.written);
  const open = unknown('external-call', request.node, `${name ?? 'an unknown function'}: method`);
  const said = verb ?? (positional === undefined ? undefined : plainText(positional)?.toUpperCase());
  if (named !== undefined && said !== undefined && !isSame(named, said)) return open;
  if (given.made.mayChange === true || objects.some((part) => namesInside(m, part))) return open;
  if (/^(get|build|make|format)?(uri|url)$/i.test(last)) return open;
  if (named !== undefined) return named;
  if (verb !== undefined) return literal(verb);
  if (given.made.method !== undefined) return given.made.method;
  const unknownPart = others.find((part) => part.kind === 'unknown');
  if (unknownPart !== undefined) return unknownPart;
  if (given.isUndescribed) return open;
  const carries = optionValue(m, bodyOptions, objects, request.node) !== undefined;
  const words = wordsOf(last);
  const isDoing = words.some((word) => doing.has(word)) && others.length > 0;
  return carries || isDoing ? open : undefined;
}

/** The method that a function's name says. */
function verbIn(name: string): string | undefined {
  const verb =
    verbs.find((candidate) => name.toLowerCase() === candidate) ??
    verbs.find((candidate) => new RegExp(`^${candidate}[A-Z]|[a-z](${capital(candidate)})(?![a-z])`).test(name));
  return verb === undefined ? undefined : verb === 'del' ? 'DELETE' : verb.toUpperCase();
}

function capital(verb: string): string {
  return verb.charAt(0).toUpperCase() + verb.slice(1);
}

function isSame(named: Value, verb: string): boolean {
  return optionsOf(named).every(({ value }) => plainText(value)?.toUpperCase() === verb);
}

/** Whether an option holds options of its own that name a method: `{ core: { method: 'DELETE' } }`. */
function namesInside(m: Machine, part: Value): boolean {
  return optionsOf(part).some(
    ({ value }) =>
      value.kind === 'object' &&
      value.brand === undefined &&
      entriesOf(m, value).some(([, inner]) => {
        const method =
          inner.kind === 'object' && inner.brand === undefined ? inner.properties.get('method') : undefined;
        return method !== undefined && isVerb(m.store.read(method));
      }),
  );
}

/** A call on what another call gave, or one that gets it, may say the method of what that one began. */
export function noteNamedLater(
  m: Machine,
  name: string | undefined,
  request: CallRequest,
  maker: ts.Node | undefined,
): void {
  const objects = request.args.filter((part) => optionsOf(part).some(({ value }) => value.kind === 'object'));
  const option = optionValue(m, methodOptions, objects, request.node);
  const inOptions = option !== undefined && isVerb(option) ? option : undefined;
  const verb = verbIn(name?.split('.').at(-1) ?? '');
  const said = inOptions ?? request.args.find(isVerb) ?? (verb === undefined ? undefined : literal(verb));
  // `api.url(path).json(body).fetch('POST')`: one chain; what else is done with an answer says nothing of its request.
  const begun = begunWith(m, maker).filter((at) => isWithin(at, request.node));
  if (said !== undefined) for (const at of begun) m.recorder.nameLater(at, said);
  if (inOptions === undefined) return;
  for (const at of request.args.flatMap(makersOf)) m.recorder.nameLater(at, inOptions);
}

function begunWith(m: Machine, maker: ts.Node | undefined): ts.Node[] {
  const found: ts.Node[] = [];
  for (let at = maker; at !== undefined && !found.includes(at); at = m.recorder.madeOf.get(at)) found.push(at);
  return found;
}

function isWithin(inner: ts.Node, outer: ts.Node): boolean {
  return (
    inner !== outer &&
    inner.getSourceFile() === outer.getSourceFile() &&
    outer.pos <= inner.pos &&
    inner.end <= outer.end
  );
}

function makersOf(value: Value): ts.Node[] {
  return optionsOf(value).flatMap(({ value: single }) =>
    single.kind === 'unknown' && single.gap.hole === 'external-call' && single.gap.at !== undefined
      ? [single.gap.at]
      : [],
  );
}
