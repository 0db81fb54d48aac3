import { ts } from 'ts-morph';
import type { ApiCall } from '../../model/api-call.ts';
import type { Matcher } from '../../rules/match.ts';
import type { Literal } from '../value/value.ts';
import { type AddressParts, type CallTexts, callKey } from './call-texts.ts';

/** What a text that is part of an address came to, the best first: a text of several calls counts once. */
const fates = ['called', 'open', 'unmatched', 'otherVendor'] as const;
export type TextFate = (typeof fates)[number];

/** What the calls that are reported, and those that go elsewhere, are made of. */
export class TextFates {
  readonly #byNode = new Map<ts.Node, TextFate>();
  /** Of texts that have no literal of their own, such as the keys of a table. */
  readonly #byText = new Map<string, TextFate>();
  readonly #makers = new Map<ts.Node, TextFate>();
  /** Whether some call's base is not known, so that a host may belong to it. */
  hasOpenBase = false;

  /** @param closed calls that a comment says the operation of */
  constructor(calls: readonly ApiCall[], texts: CallTexts, matcher: Matcher, closed: ReadonlySet<ApiCall>) {
    for (const call of calls) {
      const parts = texts.of(callKey(call));
      // An SDK has its base from its settings.
      if (call.host === undefined || parts.length === 0) this.hasOpenBase = true;
      for (const one of parts) this.#note(one, closed.has(call) ? 'called' : fateOf(call, matcher));
    }
    for (const one of texts.foreign) this.#note(one, 'otherVendor');
  }

  /** @param isKey whether the literal is the key of a property */
  of(literal: ts.Node, text: string | undefined): TextFate | undefined {
    return this.#byNode.get(literal) ?? (text === undefined ? undefined : this.#byText.get(text));
  }

  /** What became of what code outside the program made in a call, or of what was made of that. */
  ofMadeBy(call: ts.Node, madeOf: ReadonlyMap<ts.Node, ts.Node>): TextFate | undefined {
    const found = [...this.#makers].flatMap(([maker, fate]) => (comesFrom(maker, call, madeOf) ? [fate] : []));
    return fates.find((fate) => found.includes(fate));
  }

  #note({ literals, makers }: AddressParts, fate: TextFate): void {
    for (const literal of literals) {
      if (isOwnLiteral(literal)) better(this.#byNode, literal.at, fate);
      else better(this.#byText, literal.text, fate);
    }
    for (const maker of makers) better(this.#makers, maker, fate);
  }
}

function isOwnLiteral(literal: Literal): literal is Literal & { readonly at: ts.Node } {
  const { at } = literal;
  return at !== undefined && (ts.isStringLiteralLike(at) || ts.isTemplateExpression(at) || ts.isJsxText(at));
}

function better<Key>(known: Map<Key, TextFate>, key: Key, fate: TextFate): void {
  const before = known.get(key);
  if (before === undefined || fates.indexOf(fate) < fates.indexOf(before)) known.set(key, fate);
}

function fateOf(call: ApiCall, matcher: Matcher): TextFate {
  const { kind } = matcher.match(call);
  if (call.certainty === 'possible' || kind === 'possible') return 'open';
  return kind === 'matched' ? 'called' : 'unmatched';
}

/** Whether what a call made is what another was made on, at however many removes. */
function comesFrom(maker: ts.Node, call: ts.Node, madeOf: ReadonlyMap<ts.Node, ts.Node>): boolean {
  const seen = new Set<ts.Node>();
  for (let at: ts.Node | undefined = maker; at !== undefined && !seen.has(at); at = madeOf.get(at)) {
    if (isWithin(call, at)) return true;
    seen.add(at);
  }
  return false;
}

/** `yargs.option('host')` is part of what `yargs.option('host').argv` stands for. */
function isWithin(inner: ts.Node, outer: ts.Node): boolean {
  return inner.getSourceFile() === outer.getSourceFile() && outer.pos <= inner.pos && inner.end <= outer.end;
}
