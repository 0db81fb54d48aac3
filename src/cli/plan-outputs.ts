import { resolve } from 'node:path';
import { InputError } from '../model/input-error.ts';
import { nearestName } from '../model/nearest-name.ts';
import { type Format, formatEntries, formats } from '../report/formats.ts';
import type { Io } from './io.ts';

/** Where one document goes. A file is replaced as a whole; a page belongs to others as well and is only added to. */
export type Target =
  | { readonly kind: 'stdout' }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'page'; readonly file: string };

/** One document of a run. */
export interface PlannedOutput {
  readonly format: Format;
  readonly target: Target;
}

/** The options as they were typed. */
export interface OutputValues {
  readonly format?: readonly Format[] | undefined;
  readonly output?: readonly string[] | undefined;
}

/**
 * Which document goes where, decided before anything is read: a run that cannot end well should not begin.
 *
 * `--output sarif=report.sarif` names a format and its file. A file alone gets the one format that is left, or the one
 * that its ending names. A format without a file goes to stdout, which takes one. On a GitHub runner `github` and
 * `github-summary` go to the page of the run as well, or instead.
 *
 * @throws InputError for a target given twice, a file whose format cannot be told, and two formats for stdout.
 */
export function planOutputs({ format = [], output = [] }: OutputValues, io: Pick<Io, 'cwd' | 'env'>): PlannedOutput[] {
  const requested = [...new Set(format)];
  const given = output.map(readOutput);
  const named = new Set(given.flatMap((one) => one.format ?? []));
  const open = requested.filter((one) => !named.has(one));
  const filed = assignFiles(given, open);
  const taken = new Set(filed.map((one) => one.format));
  const rest: readonly Format[] = requested.length === 0 && filed.length === 0 ? ['text'] : requested;
  const planned = [
    ...filed,
    ...toStreams(
      rest.filter((one) => !taken.has(one)),
      taken,
      io.env['GITHUB_STEP_SUMMARY'],
    ),
  ];
  expectApart(planned, io.cwd);
  return planned;
}

interface GivenOutput {
  readonly format?: Format;
  readonly file: string;
}

/** "sarif=report.sarif", or a file alone, whose name may hold "=" as well. */
function readOutput(output: string): GivenOutput {
  const [, name, file] = /^([\w-]+)=(.*)$/s.exec(output) ?? [];
  if (name === undefined || file === undefined) return { file: expectName(output, output) };
  const format = formats.find((one) => one === name);
  if (format !== undefined) return { format, file: expectName(file, output) };
  const nearest = nearestName(name, formats);
  if (nearest === undefined) return { file: output };
  throw new InputError(`"${name}" in --output "${output}" is no format`, {
    next: `did you mean --output ${nearest}=${file}? A file of that name is ./${output}`,
  });
}

function expectName(file: string, output: string): string {
  if (file !== '') return file;
  throw new InputError(`--output "${output}" names no file`, { next: 'write --output FILE or --output FORMAT=FILE' });
}

/** Each file with its format: the one it names, or for a file alone what {@link formatOfFile} says. */
function assignFiles(given: readonly GivenOutput[], requested: readonly Format[]): PlannedOutput[] {
  const alone = given.filter(({ format }) => format === undefined).length;
  const left = alone === 1 && requested.length === 1 ? requested[0] : undefined;
  return given.map(({ format, file }) => {
    if (format !== undefined) return { format, target: toTarget(file) };
    // One format and one file belong together, whatever the file is called.
    const own = given.length === 1 ? left : undefined;
    return { format: own ?? formatOfFile(file, requested, left), target: toTarget(file) };
  });
}

/** By its ending, the requested formats before the others; else the one that is left. */
function formatOfFile(file: string, requested: readonly Format[], left: Format | undefined): Format {
  const fitting = longestEnding(file, requested) ?? longestEnding(file, formats) ?? left;
  if (fitting !== undefined) return fitting;
  const [, ending = ''] = /\.(\w+)$/.exec(file) ?? [];
  const meant = insteadOf[ending.toLowerCase()];
  if (meant !== undefined) {
    throw new InputError(`"${file}": there is no format for .${ending}`, {
      next: `--output ${file.slice(0, -ending.length)}${formatEntries[meant].extension} is ${formatEntries[meant].describe}`,
    });
  }
  if (requested.length === 0) return 'text';
  throw new InputError(`which format goes to "${file}" cannot be told`, {
    next: `say it: --output ${requested[0]}=${file}`,
  });
}

/** Files of office programs, which text in them would break, and what to write instead. */
const insteadOf: Readonly<Record<string, Format>> = {
  ...{ pdf: 'html', doc: 'html', docx: 'html', rtf: 'html' },
  ...{ xls: 'csv', xlsx: 'csv', ods: 'csv' },
};

/** The format whose ending takes up most of the name: "a.gitlab.json" is GitLab's, "a.json" is not. */
function longestEnding(file: string, among: readonly Format[]): Format | undefined {
  const length = (format: Format) => formatEntries[format].extension.length;
  return among
    .filter((format) => file.toLowerCase().endsWith(`.${formatEntries[format].extension}`))
    .toSorted((a, b) => length(b) - length(a))[0];
}

function toTarget(file: string): Target {
  return file === '-' ? { kind: 'stdout' } : { kind: 'file', file };
}

/** What a runner of GitHub shows by itself: annotations from the log, and the page of the run from a file. */
function toStreams(rest: readonly Format[], taken: ReadonlySet<Format>, page: string | undefined): PlannedOutput[] {
  if (page === undefined || page === '') return rest.map((format) => ({ format, target: { kind: 'stdout' } }));
  const wantsPage = rest.some((format) => format === 'github' || format === 'github-summary');
  const summary = { format: 'github-summary', target: { kind: 'page', file: page } } as const;
  return [
    ...rest
      .filter((format) => format !== 'github-summary')
      .map((format) => ({ format, target: { kind: 'stdout' } }) as const),
    ...(wantsPage && !taken.has('github-summary') ? [summary] : []),
  ];
}

function expectApart(planned: readonly PlannedOutput[], cwd: string): void {
  const seen = new Map<string, Format>();
  for (const { format, target } of planned) {
    const place = target.kind === 'stdout' ? '-' : resolve(cwd, target.file);
    const other = seen.get(place);
    if (other !== undefined) throw sameTarget(other, format, target);
    seen.set(place, format);
  }
}

function sameTarget(first: Format, second: Format, target: Target): InputError {
  if (target.kind !== 'stdout') {
    return new InputError(`${first} and ${second} would both be written to "${target.file}"`, {
      next: 'give each its own file',
    });
  }
  return new InputError(`${first} and ${second} would both go to stdout`, {
    next: `write one to a file: --output ${second}=report.${formatEntries[second].extension}`,
  });
}
