import type { Report } from '../../model/report.ts';

/**
 * The report with every file named from a folder further up, as a code host looks it up from the repository's root.
 *
 * @param prefix from there to the folder that the places of the report start from, with "/" and none at its end; "" where
 * it is the same folder
 */
export function fromRoot(report: Report, prefix: string): Report {
  return prefix === '' ? report : (prefixed(report, prefix) as Report);
}

/** Everything that names a file has it in a field of that name, but for one place that is written in a line. */
function prefixed(value: unknown, prefix: string): unknown {
  if (Array.isArray(value)) return value.map((one) => prefixed(one, prefix));
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      (key === 'file' || key === 'call') && typeof one === 'string' ? join(prefix, one) : prefixed(one, prefix),
    ]),
  );
}

/** Maps, sets and the like hold no place. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** What is no file of the repository keeps its name: an option, standard input, a path out of the folder. */
function join(prefix: string, file: string): string {
  if (file === '-' || /^(?:--|\/|[A-Za-z]:[\\/])/.test(file)) return file;
  const up = file.match(/^(?:\.\.\/)*/)?.[0].length ?? 0;
  const folders = prefix.split('/');
  const levels = up / '../'.length;
  if (levels > folders.length) return file;
  return [...folders.slice(0, folders.length - levels), file.slice(up).replace(/^\.\//, '')]
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}
