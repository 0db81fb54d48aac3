/** What is said to be a secret: the user and password of an address, and what follows a name or word that says so. */
const named: readonly RegExp[] = [
  /(?<=\b[a-z][a-z+.-]{1,12}:\/\/)[^\s/?#"'`$<>{}]{1,200}(?=@)/giu,
  /(?<=(?:client_secret|access_token|client_id|refresh_token|password)=)[^\s&"'`$]{6,200}/giu,
  /(?<=\bBearer )[\w.~+/=-]{8,2000}/giu,
];

/**
 * What looks like one besides: an e-mail address, an id or token with the form of a UUID, a JSON web token, letters and
 * digits in a row as client secrets have them, and whatever is assigned to a name that says so. Every repetition is
 * bounded, so that no line takes time.
 */
const secrets: readonly RegExp[] = [
  ...named,
  /[\w.+%-]{1,64}(?:@|%40)[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}/giu,
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?::[a-z]{2,4})?/giu,
  /\beyJ[\w-]{10,2000}(?:\.[\w-]{0,2000}){0,2}/gu,
  /(?=[a-z]{0,31}\d)[a-z0-9]{32,}/giu,
  /(?<=["'`])(?=[^"'`]{0,60}\d)(?=[^"'`]{0,60}[a-z])(?=[^"'`]{0,60}[A-Z])[\w+=~-]{20,}(?=["'`])/gu,
  // `clientSecret: '…'`, `secret = process.env.SECRET ?? '…'`; an address or a path is none.
  /(?<=(?:secret|token|passw(?:or)?d|api_?key|credential|authorization)[^"'`,;(){}]{0,60}["'\]]{0,2}\s{0,4}(?:[:=|]|\?\?)\s{0,4}["'`])(?![a-z]+:\/\/|\/)[^"'`$]{6,200}(?=["'`])/giu,
];

/** Of code, the whole of a literal: without a digit it may be a name, but a name is not quoted. */
const literal = /(?<=["'`])[\w+/=~-]{32,}(?=["'`])/gu;

/** The line of code with every such text replaced by asterisks, one for each character, so that columns stay what they were. */
export function maskSecrets(line: string): string {
  return mask(line, [...secrets, literal]);
}

/** A message that quotes the input. The id of a commit stays: the reader has to find it. */
export function maskMessage(text: string): string {
  const parts = text.split(/((?<![\w/+=-])[0-9a-f]{40}(?![\w/+=-]))/);
  return parts.map((part, index) => (index % 2 === 1 ? part : shorten(mask(part, secrets)))).join('');
}

/** A path as somebody gave it: names of files often hold ids, and without them nobody would find the file. */
export function maskPath(path: string): string {
  return shorten(mask(path, named));
}

function mask(text: string, patterns: readonly RegExp[]): string {
  return patterns.reduce((masked, pattern) => masked.replace(pattern, (found) => '*'.repeat(found.length)), text);
}

/** How long a secret is, is nobody's business where no columns depend on it. */
function shorten(text: string): string {
  return text.replace(/\*{8,}/g, '********');
}
