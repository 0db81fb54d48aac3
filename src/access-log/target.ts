/** An address of a request, taken apart. */
export interface Target {
  /** With its port; `undefined` where the address is a path alone. */
  readonly host: string | undefined;
  /** From the root, dot segments resolved, as a URL writes it. */
  readonly path: string;
  /** `undefined` where there is no question mark. */
  readonly query: string | undefined;
}

const absolute = /^(?:https?|wss?):\/\/(?:[^/?#@]*@)?([^/?#]*)([^?#]*)(?:\?([^#]*))?/i;
/** What a URL leaves as it is. A dot behind a slash may be one that it resolves. */
const plainPath = /^(?!.*\/\.)\/[\w\-.~!$&'()*+,;=:@/%]*$/;

/**
 * Takes an address apart: a URL, or a path with its query. Of one without either sign the first word may be its host, as
 * some write it. `undefined` for what is no address.
 */
export function readTarget(text: string, isHost: (name: string) => boolean): Target | undefined {
  if (text.startsWith('/')) {
    // Jetty writes what a URL holds behind its scheme.
    const [, name] = /^\/\/([^/?#]+)(?=\/)/.exec(text) ?? [];
    return name !== undefined && isHost(name) ? ofPath(text.slice(2 + name.length), name) : ofPath(text, undefined);
  }
  const [, host, path, query] = absolute.exec(text) ?? [];
  if (host !== undefined)
    return host === '' || !URL.canParse(`http://${host}`) ? undefined : ofParts(host, path || '/', query);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /^[*\s]|[\s"<>]/.test(text)) return undefined;
  const first = text.split('/', 1).join('');
  return isHost(first) ? ofPath(text.slice(first.length) || '/', first) : ofPath(`/${text}`, undefined);
}

function ofPath(text: string, host: string | undefined): Target | undefined {
  const end = text.indexOf('#');
  const whole = end === -1 ? text : text.slice(0, end);
  const at = whole.indexOf('?');
  return at === -1 ? ofParts(host, whole, undefined) : ofParts(host, whole.slice(0, at), whole.slice(at + 1));
}

function ofParts(host: string | undefined, written: string, query: string | undefined): Target | undefined {
  const path = resolvePath(written);
  return path === undefined ? undefined : { host, path, query };
}

function resolvePath(written: string): string | undefined {
  if (plainPath.test(written)) return written;
  const text = `http://host.invalid${written}`;
  return URL.canParse(text) ? new URL(text).pathname : undefined;
}

/** The parameters of a query, names and values decoded, as many as are asked for. */
export function* readQuery(query: string): Generator<readonly [name: string, value: string]> {
  for (let start = 0; start <= query.length; ) {
    const next = query.indexOf('&', start);
    const end = next === -1 ? query.length : next;
    const sign = query.indexOf('=', start);
    const split = sign === -1 || sign > end ? end : sign;
    // Some viewers write the sign between parameters as HTML does.
    const name = query.slice(start, split).replace(/^amp;/, '');
    if (end > start) yield [decode(name), decode(query.slice(Math.min(split + 1, end), end))];
    start = end + 1;
  }
}

function decode(text: string): string {
  if (!/[%+]/.test(text)) return text;
  return new URLSearchParams(`a=${text.replaceAll('&', '%26')}`).get('a') ?? '';
}
