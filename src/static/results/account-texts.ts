import { ts } from 'ts-morph';
import { compareLocations } from '../../model/location.ts';
import type { NoRequestReason, TextAccount, UnfollowedText } from '../../model/text-account.ts';
import { locationAt } from '../syntax/location-at.ts';
import type { ProgramText } from '../texts/find-texts.ts';
import { noRequestBySyntax, type SyntaxRules } from '../texts/no-request.ts';
import type { Readings } from '../texts/readings.ts';
import { isUnused } from '../texts/unused.ts';
import type { TextFate, TextFates } from './text-fates.ts';

export interface AccountInput {
  readonly fates: TextFates;
  readonly rules: SyntaxRules;
  readonly readings: Readings;
  /** Texts that a call of code outside the program got. */
  readonly given: ReadonlyMap<ts.Node, ReadonlySet<ts.Node>>;
}

/** A drawer that a text can end in: the fate of a call, a reason why it is no request, or none of them. */
export type Drawer = TextFate | NoRequestReason | 'notFollowed';

/** Puts each text into one drawer. What calls are made of comes first, then what the syntax proves; the rest is open. */
export function drawerOf(text: ProgramText, input: AccountInput): Drawer {
  const { node } = text;
  const isKey = ts.isPropertyAssignment(node.parent) && node.parent.name === node;
  const fate = input.fates.of(node, isKey && ts.isStringLiteralLike(node) ? node.text : undefined);
  if (fate !== undefined) return fate;
  const reason = noRequestBySyntax(text, input.rules);
  if (reason !== undefined) return reason;
  if (isUnused(node, input.readings)) return 'unused';
  return text.marketo.isBase ? drawerOfBase(node, input) : 'notFollowed';
}

/**
 * A host alone asks for nothing: what is asked of it is another text. It is only open who has it where code outside the
 * program got it and no call comes of that, or where no call lacks a base.
 */
function drawerOfBase(node: ts.Node, { fates, given }: AccountInput): Drawer {
  const getters = [...given].flatMap(([call, texts]) => (texts.has(node) ? [call] : []));
  for (const call of getters) {
    const fate = fates.ofMadeBy(call);
    if (fate !== undefined) return fate;
  }
  return fates.hasOpenBase && getters.length === 0 ? 'base' : 'notFollowed';
}

/** Counts the drawers. */
export function accountOf(drawers: ReadonlyMap<ProgramText, Drawer>): TextAccount {
  const noRequest: Partial<Record<NoRequestReason, number>> = {};
  const calls = { called: 0, open: 0, unmatched: 0 };
  const notFollowed: UnfollowedText[] = [];
  for (const [{ node, file, marketo }, drawer] of drawers) {
    if (drawer === 'called' || drawer === 'open' || drawer === 'unmatched') calls[drawer] += 1;
    else if (drawer !== 'notFollowed') noRequest[drawer] = (noRequest[drawer] ?? 0) + 1;
    else {
      const source = node.getSourceFile();
      notFollowed.push({ ...locationAt(source, file, node.getStart(source)), shown: marketo.shown, kind: 'text' });
    }
  }
  return { found: drawers.size, ...calls, noRequest, notFollowed: notFollowed.sort(compareLocations) };
}
