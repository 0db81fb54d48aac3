import { languages } from '../languages/registry.ts';
import type { InputSummary, Report } from '../model/report.ts';
import { count, listWords } from '../model/words.ts';
import { type LeftOutReason, leftOutReasons } from '../sources/left-out.ts';

/** What was looked at in vain, and what to try next. */
export interface NothingFound {
  readonly looked: string;
  readonly next: string;
}

/** Where all that there was is left out, the way to have it read. The first that holds is said. */
const waysIn: readonly (readonly [LeftOutReason, string])[] = [
  ['tests', 'add --include-tests to analyse tests like other files'],
  ['build-output', 'name the folder of generated code to analyse it'],
  ['dependencies', 'name the folder of an installed package to analyse it'],
];

/** Says of a report without a call why it may have none: the first minute with rolefit often ends here. */
export function describeNothing({ inputs, coverage: { texts } }: Report): NothingFound {
  const read = inputs.reduce((sum, input) => sum + input.read, 0);
  if (read === 0) return { looked: nothingRead(inputs), next: wayIn(inputs) ?? whatIsRead() };
  const files = `${count(read, 'file or entry', 'files or entries')} ${read === 1 ? 'was' : 'were'} read`;
  if (texts.notFollowed > 0) {
    const looks = texts.notFollowed === 1 ? 'text in them that looks' : 'texts in them that look';
    return {
      looked: `${files}, and ${texts.notFollowed} ${looks} like its API could not be followed to a call`,
      next: 'the findings name the places; name where the program starts with --entry, or describe an SDK with --clients',
    };
  }
  return { looked: `${files}, and none calls Marketo`, next: elsewhere(inputs) };
}

function nothingRead(inputs: readonly InputSummary[]): string {
  const skipped = inputs.flatMap((input) => input.skipped.map(({ reason, count: amount }) => `${reason}: ${amount}`));
  return skipped.length === 0 ? 'nothing that rolefit reads is there' : `all was left out (${skipped.join('; ')})`;
}

function wayIn(inputs: readonly InputSummary[]): string | undefined {
  const reasons = new Set(inputs.flatMap(({ skipped }) => skipped.map(({ reason }) => reason)));
  return waysIn.find(([reason]) => reasons.has(leftOutReasons[reason]))?.[1];
}

function whatIsRead(): string {
  const titles = ['JavaScript', 'TypeScript', ...languages.map(({ title }) => title)];
  return `pass a folder with ${listWords(titles, 'or')}; for any other language a recording (HAR) or a log of its calls`;
}

/** Where the calls may be that this is not: behind another host, in a package, or beside the folder. */
function elsewhere(inputs: readonly InputSummary[]): string {
  const proxy = 'if its calls go through a proxy, name that with --host';
  if (inputs.every(({ kind }) => kind === 'traffic')) return proxy;
  return `${proxy}; if they are made by an installed package, describe it with --clients or pass a recording of them`;
}
