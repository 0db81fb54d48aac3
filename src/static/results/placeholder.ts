/**
 * What published code has in place of a value that was taken out: `{{id}}`, `<id>`, `[id]`, `%ID%`, `__URL__`,
 * `YOUR_ID`, `REMOVED FOR PRIVACY`, `your-instance`.
 */
const bracketed =
  /\{\{[^{}/]{0,80}\}\}|\$?\{[^{}/]{0,80}\}|<[^<>/]{0,80}>|\[[^[\]/:]{0,80}\]|%[A-Za-z_]{1,40}%|__[A-Za-z0-9-]{1,40}(?:_[A-Za-z0-9-]{1,40}){0,6}__/g;

/** Words that people write where a name or an address of their own would stand. */
const standIns = wordSet(
  `your my replace replaceme change changeme todo tbd removed redacted hidden placeholder dummy insert enter base url uri
  baseurl baseuri endpoint host hostname domain instance subdomain`,
);

/** Words that may stand beside those. */
const fillers = wordSet(
  'the this here it with for id name value api rest marketo mktorest munchkin account tenant server',
);

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}

/** Whether a host or a first segment is only a placeholder. One with dots names something, unless it is bracketed. */
export function isPlaceholder(text: string): boolean {
  const between = text.replace(bracketed, '');
  if (between !== text && /^[A-Z0-9 ._-]*$/.test(between)) return true;
  if (/[A-Z]{2}/.test(between) && /^[A-Z0-9 _-]*$/.test(between)) return true;
  const words = text.toLowerCase().split(/[ _-]+/);
  const isStandIn = (word: string) => standIns.has(word) || /^x{2,}$/.test(word);
  return words.some(isStandIn) && words.every((word) => isStandIn(word) || fillers.has(word));
}

/** What paths to the API start with, right behind a placeholder that stands for the base. */
const start = /\/?(?:rest|bulk|identity|userservice|v1|asset)(?=\/|$)/g;

/**
 * An address that begins with a placeholder for its base, taken apart: `YOUR_BASE/rest/v1/leads.json`,
 * `REPLACE_MEv1/leads.json`. `undefined` where there is none, or where what follows is no path of the API.
 */
export function withoutPlaceholder(address: string): { base: string; rest: string } | undefined {
  for (const { index } of address.matchAll(start)) {
    if (index === 0) return undefined;
    if (isPlaceholder(address.slice(0, index))) return { base: address.slice(0, index), rest: address.slice(index) };
  }
  return undefined;
}
