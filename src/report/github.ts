import { type Severity, severities } from '../model/finding.ts';
import { findingKinds } from '../model/finding-kinds/index.ts';
import type { Report } from '../model/report.ts';
import { count } from '../model/words.ts';
import { type FindingEntry, findingEntries } from './ci/finding-entry.ts';
import { summaryLine } from './content/summary-line.ts';
import { showInvisible } from './invisible.ts';

/** What GitHub calls each severity. */
const commands = { note: 'notice', warning: 'warning', error: 'error' } as const satisfies Record<Severity, string>;

/** GitHub shows so many annotations of each level for a step; it drops the others without a word. */
const mostOfLevel = 10;

/** The findings as workflow commands, which GitHub shows as annotations at the changed lines, and a last line for the log. */
export function github(report: Report): string {
  const entries = findingEntries(report);
  const lines = severities.toReversed().flatMap((severity) => {
    const own = entries.filter(({ finding }) => finding.severity === severity);
    const rest = own.length - mostOfLevel;
    const more = `${count(rest, `more ${commands[severity]}`)} not annotated; the step summary and the other formats list them.`;
    return [...own.slice(0, mostOfLevel).map(annotation), ...(rest > 0 ? [more] : [])];
  });
  return `${[...lines, `rolefit: ${summaryLine(report)}`].join('\n')}\n`;
}

function annotation({ finding, sentence, more, place }: FindingEntry): string {
  const { title, help } = findingKinds[finding.kind];
  const properties = {
    file: place.file,
    line: String(place.line),
    ...(place.column === undefined ? {} : { col: String(place.column) }),
    title: `${finding.kind}: ${plain(title)}`,
  };
  const listed = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::${commands[finding.severity]} ${listed.join(',')}::${escapeData([sentence, ...more, plain(help)].join(' '))}`;
}

/** Our own sentences mark code with backticks; an annotation is plain text. */
function plain(sentence: string): string {
  return sentence.replaceAll('`', '');
}

/** The escape of a command's message: it ends with the line, and "%" begins an escape. */
function escapeData(text: string): string {
  return showInvisible(text).replaceAll('%', '%25');
}

/** The escape of a command's property, which a comma or a colon would end as well. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
