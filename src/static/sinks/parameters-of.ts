import type { ts } from 'ts-morph';
import type { OptionNames, RequestShape } from '../contract/client-rules.ts';
import { entriesOf } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { ParameterSet } from '../machine/recorder.ts';
import { mapValue, optionsOf } from '../value/choice.ts';
import { isGap, plainText, type Text, undefinedValue, type Value } from '../value/value.ts';
import { optionValue } from './client-options.ts';

/** Names of the parameters that a request's options carry in query and form. A JSON body has no parameters. */
export function parametersOf(
  m: Machine,
  names: OptionNames,
  options: readonly Value[],
  shape: RequestShape,
  call: { readonly args: readonly Value[]; readonly node: ts.Node },
): ParameterSet {
  const query = shape.query === undefined ? optionValue(m, names.query, options, call.node) : call.args[shape.query];
  const body = shape.body === undefined ? optionValue(m, names.body, options, call.node) : call.args[shape.body];
  const form = optionValue(m, names.form, options, call.node);
  const fromQuery = namesIn(m, query, false);
  const fromBody = namesIn(m, body, true);
  const fromForm = namesIn(m, form, false);
  const override = overrideIn(m, query, true) ?? overrideIn(m, form, true) ?? overrideIn(m, body, false);
  const asksForToken = [query, form, body].some((part) => part !== undefined && hasClientCredentials(m, part));
  return {
    names: [...new Set([...fromQuery.names, ...fromBody.names, ...fromForm.names])].sort(),
    complete: fromQuery.complete,
    ...(override === undefined ? {} : { override }),
    ...(asksForToken ? { asksForToken } : {}),
  };
}

/** `grant_type=client_credentials`, in an object of parameters or fields, or in a text of them. */
function hasClientCredentials(m: Machine, value: Value): boolean {
  return optionsOf(value).some(({ value: single }) => {
    if (single.kind === 'text') return asksForToken(single);
    const cell = single.kind === 'object' ? single.properties.get('grant_type') : undefined;
    return cell !== undefined && optionsOf(m.store.read(cell)).some((option) => plainText(option.value) === grant);
  });
}

const grant = 'client_credentials';

/** Whether a query or a form asks for a token. */
export function asksForToken({ pieces }: Text): boolean {
  const written = pieces.map((piece) => (isGap(piece) ? '{}' : piece.text)).join('');
  return new RegExp(`(?:^|[?&])grant_type=${grant}(?:&|$)`).test(written);
}

function namesIn(m: Machine, value: Value | undefined, isBody: boolean): { names: string[]; complete: boolean } {
  const found: string[] = [];
  let complete = true;
  for (const { value: single } of value === undefined ? [] : optionsOf(value)) {
    if (single.kind === 'object' && (!isBody || single.brand?.kind === 'search-params')) {
      found.push(...entriesOf(m, single).map(([name]) => name));
      if (single.open !== undefined || single.more !== undefined) complete = false;
    } else if (single.kind === 'text') {
      const text = single.pieces.map((piece) => ('hole' in piece ? '' : piece.text)).join('');
      found.push(...[...text.matchAll(/(?:^|&|\?)([A-Za-z_]\w*)=/g)].map((match) => match[1] ?? ''));
      if (single.pieces.some((piece) => 'hole' in piece)) complete = false;
    } else if (single.kind === 'unknown') complete = false;
  }
  return { names: found.filter((name) => name !== ''), complete };
}

/** `_method` in a query object, a form or its text. In a JSON body it is a field like any other. */
function overrideIn(m: Machine, value: Value | undefined, isForm: boolean): Value | undefined {
  if (value === undefined) return undefined;
  const found = mapValue(value, (single) => {
    if (single.kind === 'object') {
      if (!isForm && single.brand?.kind !== 'search-params') return undefinedValue;
      const cell = single.properties.get('_method');
      return cell === undefined ? undefinedValue : m.store.read(cell);
    }
    const plain = plainText(single);
    const match = plain === undefined ? null : /(?:^|[&?])_method=([A-Za-z]+)/.exec(plain);
    return match === null
      ? undefinedValue
      : { kind: 'text', pieces: [{ text: match[1] ?? '', at: undefined, via: [] }] };
  });
  return found === undefinedValue ? undefined : found;
}
