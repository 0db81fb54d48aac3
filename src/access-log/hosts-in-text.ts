/** Longer is no host name. */
const longestName = 260;
const mostWords = 400;

/**
 * The words of a text that a host could be: names with dots, alone, in a URL, or behind a sign such as Envoy's
 * `outbound|443||api.example`. An address of which only the number is known is none.
 */
export function hostsIn(text: string): string[] {
  const hosts: string[] = [];
  for (const word of text
    .slice(0, 8_000)
    .split(/[\s"'{}[\]()<>|,;=]+/)
    .slice(0, mostWords)) {
    const name = /^(?:[a-z]+:)?(?:\/\/)?([^/?#@]+)/i.exec(word)?.[1];
    if (name !== undefined && name.length < longestName && isHostName(name)) hosts.push(name);
  }
  return hosts;
}

/** Whether a text is the name of a host that others can reach: the name of a machine alone has no dot. */
export function isHostName(text: string): boolean {
  return (
    /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+\.?(?::\d{1,5})?$/i.test(text) ||
    /^\[[0-9a-f:.]+\](?::\d{1,5})?$/i.test(text) ||
    /^localhost(?::\d{1,5})?$/i.test(text)
  );
}
