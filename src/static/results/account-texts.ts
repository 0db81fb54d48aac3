import { ts } from 'ts-morph';
import { compareLocations, type Location } from '../../model/location.ts';
import type { NoRequestReason, TextAccount, UnfollowedText } from '../../model/text-account.ts';
import { locationAt } from '../syntax/location-at.ts';
import type { ProgramText } from '../texts/find-texts.ts';
import type { MarkupText } from '../texts/markup-texts.ts';
import { noRequestBySyntax, type SyntaxRules } from '../texts/no-request.ts';
import type { Readings } from '../texts/readings.ts';
import { isUnused } from '../texts/unused.ts';
import type { TextFate, TextFates } from './text-fates.ts';

/** Everything in the code that looks like Marketo's API, however it was found. */
export interface FoundTexts {
  readonly literals: readonly ProgramText[];
  readonly markup: readonly MarkupText[];
}

/** What texts are held against. */
export interface Grounds {
  readonly rules: SyntaxRules;
  readonly readings: Readings;
  /** Hosts that a call of code outside the program got. */
  readonly given: ReadonlyMap<ts.Node, ReadonlySet<ts.Node>>;
  /** Calls of code outside by the call that what they are made on comes from. */
  readonly madeOf: ReadonlyMap<ts.Node, ts.Node>;
}

/** A drawer that a text can end in: the fate of a call, a reason why it is no request, or none of them. */
type Drawer = TextFate | NoRequestReason | 'notFollowed';

/** A text in its drawer. */
export interface AccountedText extends UnfollowedText {
  readonly drawer: Drawer;
}

/**
 * Puts each text into one drawer: what calls are made of comes first, then what the syntax around a text proves. What
 * nothing accounts for is not followed, be it that the interpreter lost it.
 */
export function accountTexts(
  { literals, markup }: FoundTexts,
  fates: TextFates,
  grounds: Grounds,
): readonly AccountedText[] {
  const all = [
    ...literals.map((text) => at(placeOf(text), text.marketo.shown, drawerOf(text, fates, grounds))),
    ...markup.map(({ location, shown, isLabel }) => at(location, shown, isLabel ? 'label' : 'notFollowed')),
  ];
  return all.sort(compareLocations);
}

function at(location: Location, shown: string, drawer: Drawer): AccountedText {
  return { ...location, shown, drawer };
}

function placeOf({ node, file }: ProgramText): Location {
  const source = node.getSourceFile();
  return locationAt(source, file, node.getStart(source));
}

function drawerOf(text: ProgramText, fates: TextFates, grounds: Grounds): Drawer {
  const { node } = text;
  const isKey = ts.isPropertyAssignment(node.parent) && node.parent.name === node;
  const fate = fates.of(node, isKey && ts.isStringLiteralLike(node) ? node.text : undefined);
  if (fate !== undefined) return fate;
  const reason = noRequestBySyntax(text, grounds.rules);
  if (reason !== undefined) return reason;
  if (isUnused(node, grounds.readings)) return 'unused';
  return text.marketo.isBase ? drawerOfBase(node, fates, grounds) : 'notFollowed';
}

/**
 * A host alone asks for nothing: what is asked of it is another text. It is only open who has it where code outside the
 * program got it and no call comes of that, or where no call lacks a base.
 */
function drawerOfBase(node: ts.Node, fates: TextFates, { given, madeOf }: Grounds): Drawer {
  const getters = [...given].flatMap(([call, texts]) => (texts.has(node) ? [call] : []));
  for (const call of getters) {
    const fate = fates.ofMadeBy(call, madeOf);
    if (fate !== undefined) return fate;
  }
  return fates.hasOpenBase && getters.length === 0 ? 'base' : 'notFollowed';
}

/** Counts the drawers. */
export function summarise(texts: readonly AccountedText[]): TextAccount {
  const calls = { called: 0, open: 0, unmatched: 0 };
  const noRequest: Partial<Record<NoRequestReason, number>> = {};
  const notFollowed: UnfollowedText[] = [];
  for (const { drawer, ...text } of texts) {
    if (drawer === 'called' || drawer === 'open' || drawer === 'unmatched') calls[drawer] += 1;
    else if (drawer === 'notFollowed') notFollowed.push(text);
    else noRequest[drawer] = (noRequest[drawer] ?? 0) + 1;
  }
  return { found: texts.length, ...calls, noRequest, notFollowed };
}
