import type { ClientRules, ClientVersion } from '../contract/client-rules.ts';
import type { Installed } from '../contract/resolve.ts';

/** What a package is called by those who describe it: not as the program does, and without the prefix "node:". */
export function realName(specifier: string, { name }: Installed): string {
  if (name === undefined) return specifier.replace(/^node:/, '');
  return specifier.replace(/^(?:@[^/]+\/)?[^/]+/, name);
}

/**
 * Which version of a client's description counts; `undefined` where none is certain. The lock file says what is there,
 * and may have several versions, of which those that the program asks for count.
 */
export function installedVersion({ versions = [] }: ClientRules, installed: Installed): ClientVersion | undefined {
  const spans = spansOf(installed);
  if (spans === undefined) return undefined;
  return versions.find(({ range }) => {
    const described = describedSpan(range);
    return spans.every((span) => isWithin(span, described));
  });
}

type Triple = readonly [major: number, minor: number, patch: number];

/** Versions from one on, up to another that is not among them. */
interface Span {
  readonly from: Triple;
  readonly below: Triple;
}

const none: Triple = [0, 0, 0];
const all: Triple = [Number.POSITIVE_INFINITY, 0, 0];

/** What may be there; `undefined` where anything may. */
function spansOf({ range = '', locked = [] }: Installed): readonly Span[] | undefined {
  const asked = askedSpan(range);
  const there = locked.map((version) => askedSpan(version));
  // What comes before the first version of a major is neither of that one nor of the one before.
  if (!there.every((span) => span !== undefined)) return undefined;
  if (there.length === 0) return asked === undefined ? undefined : [asked];
  const wanted = there.filter((span) => asked === undefined || isWithin(span, asked));
  return wanted.length === 0 ? there : wanted;
}

/** What one version, or a range with a caret or a tilde, spans. Other ranges are read as anything. */
function askedSpan(range: string): Span | undefined {
  const parsed = /^([\^~=v]?)v?(\d+)(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?$/.exec(range.trim());
  if (parsed === null) return undefined;
  const [, sign = '', ...written] = parsed;
  const numbers = written.map((one) => (one === undefined || /[x*]/.test(one) ? undefined : Number(one)));
  const [major = 0, minor, patch] = numbers;
  const from: Triple = [major, minor ?? 0, patch ?? 0];
  const isWide = minor === undefined || (sign === '^' && major > 0);
  if (isWide) return { from, below: [major + 1, 0, 0] };
  const isMinor = patch === undefined || sign === '~' || (sign === '^' && minor > 0);
  return { from, below: isMinor ? [major, minor + 1, 0] : [major, minor, patch + 1] };
}

/** The span that a description names: ">=6 <7". */
function describedSpan(range: string): Span {
  return { from: boundIn(range, '>=') ?? none, below: boundIn(range, '<') ?? all };
}

function boundIn(range: string, sign: '>=' | '<'): Triple | undefined {
  const written = range.split(' ').find((part) => part.startsWith(sign));
  if (written === undefined) return undefined;
  const [major = 0, minor = 0, patch = 0] = written.slice(sign.length).split('.').map(Number);
  return [major, minor, patch];
}

function isWithin(inner: Span, outer: Span): boolean {
  return compare(outer.from, inner.from) <= 0 && compare(inner.below, outer.below) <= 0;
}

function compare(one: Triple, other: Triple): number {
  const at = one.findIndex((part, index) => part !== other[index]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}
