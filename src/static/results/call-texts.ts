import type { ts } from 'ts-morph';
import type { ApiCall } from '../../model/api-call.ts';
import type { Location } from '../../model/location.ts';
import { type Gap, isGap, type Literal, type Text } from '../value/value.ts';

/** What the address of a call is made of. */
export interface AddressParts {
  readonly literals: readonly Literal[];
  /** What made the parts that are not known, and the client that sends it. */
  readonly makers: readonly ts.Node[];
}

/** Which literals of the program the addresses of its calls are made of. Filled while records become calls. */
export class CallTexts {
  readonly #byCall = new Map<string, AddressParts[]>();
  readonly #foreign: AddressParts[] = [];

  /** @param key tells calls apart as `callKey` does */
  note(key: string, address: Text, maker: ts.Node | undefined): void {
    const known = this.#byCall.get(key);
    if (known === undefined) this.#byCall.set(key, [partsOf(address, maker)]);
    else known.push(partsOf(address, maker));
  }

  /** An address whose host is somebody else's. */
  noteForeign(address: Text): void {
    this.#foreign.push(partsOf(address, undefined));
  }

  of(key: string): readonly AddressParts[] {
    return this.#byCall.get(key) ?? [];
  }

  get foreign(): readonly AddressParts[] {
    return this.#foreign;
  }
}

function partsOf({ pieces }: Text, maker: ts.Node | undefined): AddressParts {
  const gaps = pieces.filter(isGap);
  return {
    literals: pieces.filter((piece): piece is Literal => !isGap(piece)),
    makers: [
      ...(maker === undefined ? [] : [maker]),
      ...gaps.flatMap(({ at, hole }: Gap) => (at !== undefined && hole === 'external-call' ? [at] : [])),
    ],
  };
}

/** Tells calls apart: by place, method, path and parameters. */
function textOf(place: Location | undefined): string {
  return place === undefined ? '' : `${place.file}:${place.line}:${place.column}`;
}

export function callKey(call: ApiCall): string {
  const { evidence } = call;
  const place = evidence.kind === 'source' ? [evidence, evidence.entered?.at].map(textOf).join(' ') : '';
  return `${place} ${call.method ?? '?'} ${call.path.map((piece) => (typeof piece === 'string' ? piece : '{}')).join('')} ${call.parameters.names.join()}`;
}
