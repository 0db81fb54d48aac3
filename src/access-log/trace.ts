/** The beginning of one of Marketo's paths, in whatever way the slashes are written. */
const slash = '(?:/|%2f|\\\\/|\\\\u002f)';
const roots = '(?:rest|bulk|identity|userservice|subscriptions|soap|mcp)';

/**
 * Tells lines that can be of no use: those that hold neither the beginning of a path of Marketo's, nor one of the hosts,
 * nor the end of a line that was cut before either. Whatever else such a line says, no call to Marketo is in it.
 *
 * @param hosts what names of hosts that count hold
 */
export function createHasTrace(hosts: readonly string[]): (line: string) => boolean {
  const names = hosts.map((host) => host.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  const trace = new RegExp(
    [`${slash}${roots}`, `\\b${roots}${slash}`, ...names, '"[A-Z]{1,16}(?: /?[a-z]{0,14})?$'].join('|'),
    'i',
  );
  return (line) => trace.test(line);
}
