/** Text that looks like an e-mail address, plain or with its sign percent-encoded. */
const emailAddress = /[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+/giu;

/**
 * What of the planted secrets is in a text: as they are, in any letter case, percent-encoded once or twice, as JSON
 * or in base64; and every e-mail address, planted or not.
 */
export function findLeaks(text: string, secrets: Iterable<string>): readonly string[] {
  const lower = text.toLowerCase();
  const found = [...secrets].filter((secret) => spellingsOf(secret).some((one) => lower.includes(one)));
  return [...found, ...(text.match(emailAddress) ?? [])];
}

/** The same secrets are looked for in hundreds of texts. */
const known = new Map<string, readonly string[]>();

/** All ways to write a secret down, in lower case. */
function spellingsOf(secret: string): readonly string[] {
  const spellings = known.get(secret) ?? spell(secret);
  known.set(secret, spellings);
  return spellings;
}

function spell(secret: string): readonly string[] {
  const encoded = encodeURIComponent(secret);
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '');
  const all = [secret, encoded, encodeURIComponent(encoded), JSON.stringify(secret).slice(1, -1), base64];
  return [...new Set(all.map((one) => one.toLowerCase()))];
}

/** Shorter texts ("id", "true", "CSV") are in every report by chance. */
const shortest = 8;

/**
 * Everything that a recording says in headers, cookies, query and bodies, at any depth, but for short texts and for
 * words that rolefit's own model uses as well.
 */
export function privateTexts(har: string, vocabulary: string): ReadonlySet<string> {
  const log: unknown = JSON.parse(har.replace(/^\uFEFF/, ''));
  const texts = new Set<string>();
  collect(log, [], texts);
  return new Set([...texts].filter((text) => text.length >= shortest && !vocabulary.includes(text)));
}

const privateKeys = new Set(['headers', 'cookies', 'queryString', 'postData', 'content']);

function collect(value: unknown, path: readonly string[], into: Set<string>): void {
  if (typeof value === 'string') {
    if (path.some((key) => privateKeys.has(key))) collectText(value, path, into);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) collect(inner, [...path, key], into);
  }
}

/** A body is taken apart: what leaks is rarely the whole of it. */
function collectText(text: string, path: readonly string[], into: Set<string>): void {
  into.add(text);
  if (!/^\s*[[{]/.test(text)) {
    for (const part of text.split(/[\n,&=]/)) into.add(part);
    return;
  }
  try {
    collect(JSON.parse(text), path, into);
  } catch {
    // Cut off, or no JSON after all: the text as a whole is looked for.
  }
}
