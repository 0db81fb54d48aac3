import { InputError } from '../model/input-error.ts';
import { nearestName } from '../model/nearest-name.ts';

/** The parts of a request for which a reader can name the field. */
export const namedParts = ['request', 'url', 'method', 'path', 'query', 'host', 'status', 'time', 'user'] as const;
export type LogField = (typeof namedParts)[number];

/**
 * Names of fields by what they hold; what is not named is looked for under the names that are known. In a line of text a
 * number stands for the field of that place, counted from 1.
 */
export type LogFields = { readonly [Field in LogField]?: string };

const option = { file: '--log-fields' };

/**
 * "method=req.m,path=req.url" as fields.
 * @throws InputError for a part that is not `part=field`, an unknown part, or one that is given twice.
 */
export function parseLogFields(text: string): LogFields {
  const fields: { [Field in LogField]?: string } = {};
  for (const pair of text.split(',').map((one) => one.trim())) {
    const [name = '', field = ''] = splitOnce(pair);
    const part = namedParts.find((one) => one === name);
    if (part === undefined || field === '') throw wrongPair(name, field);
    if (fields[part] !== undefined) {
      throw new InputError(`"${part}" is given twice`, { at: option, next: 'name one field for it' });
    }
    fields[part] = field;
  }
  return fields;
}

function splitOnce(pair: string): readonly string[] {
  const at = pair.indexOf('=');
  return at === -1 ? [pair] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
}

function wrongPair(name: string, field: string): InputError {
  const nearest = nearestName(name, namedParts);
  const known = namedParts.some((part) => part === name);
  const what = known && field === '' ? `"${name}" has no field` : 'a part of a request is not known';
  const hint = known || nearest === undefined ? '' : `did you mean "${nearest}"? `;
  return new InputError(what, {
    at: option,
    next: `${hint}the parts are ${namedParts.join(', ')}, e.g. method=req.m,path=req.url`,
  });
}
