/** What stands in place of a path segment that holds personal data or a credential. */
export const redacted = 'redacted';

const longestSegment = 256;

/**
 * What never stays in a path or a name: an e-mail address, a Marketo token (a UUID, a colon and two letters of the
 * data centre), 32 letters and digits in a row (a client secret), and a munchkin id, which names the subscription.
 */
const sensitive = [
  /[^\s/@]@[^\s/@]/,
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}:/i,
  /[a-z0-9]{32}/i,
  /^\d{3}-[a-z]{3}-\d{3}$/i,
];

/** What is shorter matches none of them but the first, and has no other letters to decode, unless a sign says so. */
const shortest = 11;
const telling = /[@%]/;

/** Whether a text, percent-encoded any number of times up to three, looks like one that has to stay with the reader. */
export function isSensitive(text: string): boolean {
  if (text.length < shortest && !telling.test(text)) return false;
  let decoded = text;
  for (let times = 0; times <= 3; times += 1) {
    if (sensitive.some((pattern) => pattern.test(decoded))) return true;
    const next = decodeOnce(decoded);
    if (next === decoded) return false;
    decoded = next;
  }
  // Still encoded after three rounds: nobody writes a path that way who does not want to hide something in it.
  return true;
}

/** The path without what servlets put behind a semicolon (`;jsessionid=…`), and with each sensitive segment replaced; a `.json` at its end is kept, for the operation is known by it. */
export function redactPath(path: string): string {
  return path
    .replace(/;[\w.-]{1,40}=[^/]*/g, '')
    .split('/')
    .map((segment) => {
      if (segment.length <= longestSegment && !isSensitive(segment)) return segment;
      return segment.endsWith('.json') ? `${redacted}.json` : redacted;
    })
    .join('/');
}

/** Decodes what can be decoded: one bad escape must not protect the others. */
function decodeOnce(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('latin1');
    }
  });
}
