import type { Principals } from '../har/index.ts';
import { compareText } from '../model/location.ts';
import { code, type ServiceNames } from '../pipeline.ts';

/** Which services calls belong to, where a config names them. */
export interface ServiceNaming {
  /** The service of the code. */
  readonly service: string;
  /** The services of recorded users, by the name that Marketo's identity answer gives the user. */
  readonly users: ReadonlyMap<string, string>;
  /** The service of everybody else in the recordings; they go by their own labels when absent. */
  readonly others?: string;
}

/** What is asked of the principals of a run's recordings. */
export type KnownCallers = Pick<Principals, 'labels' | 'sharedUsers'>;

/** The callers of a run without recordings. */
export const nobody: KnownCallers = { labels: () => new Map(), sharedUsers: () => [] };

/** What decides besides the recordings themselves. */
export interface NamingChoice {
  readonly naming?: ServiceNaming | undefined;
  /** The label of the principal that alone is wanted. */
  readonly principal?: string | undefined;
  /** What the program is called, of whose code no config says which service it is. */
  readonly program: string;
}

/**
 * The services of the principals that made calls: to be asked after the last call, when all that tells principals apart
 * was read. A config says which they are. Without one, code and the one principal of the recordings beside it are the
 * same service, and so are code and the principal that was asked for; of several, none is taken to be the code.
 */
export function nameServices(
  principals: KnownCallers,
  { naming, principal, program }: NamingChoice,
  made: readonly string[],
): ServiceNames {
  if (naming !== undefined) {
    const labels: ReadonlyMap<string, string> = principals.labels(naming.users);
    const others = naming.others;
    const named = new Set(naming.users.values());
    const nameOf = (key: string) => {
      const label = labels.get(key) ?? key;
      return key === code ? naming.service : named.has(label) ? label : (others ?? label);
    };
    const isUser = (service: string) => named.has(service) || isUserLabel(service);
    return { nameOf, undecided: [], isUser, only: principal };
  }
  const labels: ReadonlyMap<string, string> = principals.labels();
  const labelOf = (key: string) => labels.get(key) ?? key;
  const recorded = [...new Set(made.filter((key) => key !== code).map(labelOf))].sort(compareText);
  const sharing = principals.sharedUsers();
  const isMixed = made.includes(code) && recorded.length > 0;
  const [single] = recorded.length === 1 ? recorded : [];
  const chosen = recorded.find((label) => label === principal);
  const own = isMixed ? (principal === undefined ? single : chosen) : undefined;
  return {
    nameOf: (key) => (key === code || labelOf(key) === own ? program : labelOf(key)),
    isUser: (service) => isUserLabel(service) || (service === program && own !== undefined && isUserLabel(own)),
    undecided: isMixed && principal === undefined && own === undefined ? recorded : [],
    sharing,
    joined: principal === undefined ? own : undefined,
    only: principal === own && principal !== undefined ? program : principal,
  };
}

/** Tokens of which no answer tells the user may be anybody's. */
function isUserLabel(label: string): boolean {
  return /^user \d+(?: |$)/.test(label);
}
