/**
 * What must not be shown of a line of code: an e-mail address, an id or token with the form of a UUID, a JSON web
 * token, letters and digits in a row as client secrets have them, and whatever is assigned to a name that says so.
 * Every repetition is bounded, so that no line takes time.
 */
const secrets: readonly RegExp[] = [
  /[\w.+%-]{1,64}(?:@|%40)[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}/giu,
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?::[a-z]{2,4})?/giu,
  /\beyJ[\w-]{10,2000}(?:\.[\w-]{0,2000}){0,2}/gu,
  /(?=[a-z]{0,31}\d)[a-z0-9]{32,}/giu,
  // The whole of a literal: without a digit it may be a name, but a name is not quoted.
  /(?<=["'`])[\w+/=~-]{32,}(?=["'`])/gu,
  /(?<=["'`])(?=[^"'`]{0,60}\d)(?=[^"'`]{0,60}[a-z])(?=[^"'`]{0,60}[A-Z])[\w+=~-]{20,}(?=["'`])/gu,
  // `clientSecret: '…'`, `secret = process.env.SECRET ?? '…'`; an address or a path is none.
  /(?<=(?:secret|token|passw(?:or)?d|api_?key|credential|authorization)[^"'`,;(){}]{0,60}["'\]]{0,2}\s{0,4}(?:[:=|]|\?\?)\s{0,4}["'`])(?![a-z]+:\/\/|\/)[^"'`$]{6,200}(?=["'`])/giu,
  /(?<=(?:client_secret|access_token|client_id|refresh_token|password)=)[^\s&"'`$]{6,200}/giu,
  /(?<=\bBearer )[\w.~+/=-]{8,2000}/giu,
];

/** The line with every such text replaced by asterisks, one for each character, so that columns stay what they were. */
export function maskSecrets(line: string): string {
  return secrets.reduce((masked, pattern) => masked.replace(pattern, (text) => '*'.repeat(text.length)), line);
}
