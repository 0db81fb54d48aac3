import type { ts } from 'ts-morph';
import type { ApiCall } from '../../model/api-call.ts';
import type { ConfigAnnotation } from '../../model/config.ts';
import type { HostFamily } from '../../model/operation.ts';
import type { TextAccount } from '../../model/text-account.ts';
import type { Matcher } from '../../rules/match.ts';
import type { RecogniseText } from '../../rules/texts/recognise-text.ts';
import type { Resolve } from '../contract/resolve.ts';
import type { NotCalls } from '../contract/sdk-rules.ts';
import { lineAt } from '../syntax/location-at.ts';
import { namesMarketo } from '../syntax/names-marketo.ts';
import type { Program } from '../syntax/project.ts';
import { findTexts } from '../texts/find-texts.ts';
import { findMarkupTexts } from '../texts/markup-texts.ts';
import { Readings } from '../texts/readings.ts';
import { type AccountedText, accountTexts, type FoundTexts, summarise } from './account-texts.ts';
import { type AnnotatedCalls, applyAnnotations } from './annotations.ts';
import type { CallTexts } from './call-texts.ts';
import { TextFates } from './text-fates.ts';

/** What of the input the account of texts goes by. */
export interface SettleInput {
  readonly resolve: Resolve;
  readonly sinks: { readonly notCalls: NotCalls };
  readonly matcher: Matcher;
  readonly hostFamily: (host: string) => HostFamily | undefined;
  readonly recognise: RecogniseText;
  readonly annotations?: readonly ConfigAnnotation[];
}

/** What following the program gave. */
export interface Followed {
  readonly calls: readonly ApiCall[];
  readonly texts: CallTexts;
  readonly given: ReadonlyMap<ts.Node, ReadonlySet<ts.Node>>;
  readonly madeOf: ReadonlyMap<ts.Node, ts.Node>;
}

/**
 * Holds what following the program gave against every text that looks like Marketo's API, and both against what
 * comments say: they close calls that are open, and settle texts that nothing accounts for.
 */
export function settleTexts(input: SettleInput, program: Program, { calls, texts, given, madeOf }: Followed): Settled {
  const { matcher, annotations } = input;
  const found = findAll(input, program);
  const grounds = {
    rules: { notCalls: input.sinks.notCalls, hostFamily: input.hostFamily },
    readings: new Readings(program.files, input.resolve),
    given,
    madeOf,
  };
  const account = (closed: ReadonlySet<ApiCall>) =>
    accountTexts(found, new TextFates(calls, texts, matcher, closed), grounds);
  const accounted = account(new Set());
  const unfollowed = accounted.filter(({ drawer }) => drawer === 'notFollowed');
  const annotated = applyAnnotations(calls, program.files, matcher, annotations, unfollowed);
  const { closed, settled } = annotated;
  const stated = new Map([...settled].map(([text, drawer]) => [placeOf(text), drawer]));
  const final = (closed.size === 0 ? accounted : account(closed)).map((text): AccountedText => {
    const drawer = text.drawer === 'notFollowed' ? stated.get(placeOf(text)) : undefined;
    return drawer === undefined ? text : { ...text, drawer };
  });
  const lost = new Set(unfollowed.map(placeOf));
  const hosts = found.literals.filter(({ marketo, node, file }) => {
    const { line, character } = lineAt(node.getSourceFile(), node.getStart());
    return (
      (marketo.isBase || /:\/\//.test(node.getText())) &&
      lost.has(placeOf({ file, line: line + 1, column: character + 1 }))
    );
  });
  return {
    annotated,
    account: summarise(final),
    lostHosts: hosts.map(({ node, marketo }) => ({ node, isBase: marketo.isBase })),
  };
}

/** A text with a host of Marketo's that no call accounts for. */
export interface LostHost {
  readonly node: ts.Node;
  /** Whether it is a base, which names no resource. */
  readonly isBase: boolean;
}

/** What comes of holding calls and texts against each other. */
export interface Settled {
  readonly annotated: AnnotatedCalls;
  readonly account: TextAccount;
  /** Hosts of Marketo's of which no call came, as far as the program was followed. */
  readonly lostHosts: readonly LostHost[];
}

function placeOf({ file, line, column }: Pick<AccountedText, 'file' | 'line' | 'column'>): string {
  return `${line}:${column} ${file}`;
}

function findAll({ recognise }: SettleInput, { files, markup }: Program): FoundTexts {
  return {
    literals: findTexts(files, recognise),
    markup: [...markup].flatMap(([path, text]) => {
      const script = files.get(path);
      return findMarkupTexts(text, path, recognise, script !== undefined && namesMarketo(script));
    }),
  };
}
