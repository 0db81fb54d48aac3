import type { FindingKind } from '../../model/finding.ts';

/** What alert lists filter by, beside the kind. `security` makes the alert one of security. */
export type Topic = 'security' | 'least-privilege' | 'correctness' | 'completeness' | 'grant' | 'maintainability';

interface RuleFacts {
  /** Why it matters, in sentences that do not lean on a certain call. */
  readonly why: string;
  readonly topics: readonly Topic[];
  /** Number in the Common Weakness Enumeration, where one fits. */
  readonly cwe?: 250 | 312 | 598;
  /** How often a result of this kind is what it says, as code hosts rank it. */
  readonly precision: 'very-high' | 'high' | 'medium' | 'low';
}

/** What alerts need to know of a finding kind beyond `findingKinds`, a row each. */
export const ruleFacts = {
  'missing-permission': {
    why: 'Marketo answers such a call with error 603, in production and not before.',
    topics: ['correctness'],
    precision: 'high',
  },
  'excess-permission': {
    why: 'Whoever gets hold of the client secret can do all that the role allows, whether the integration does it or not.',
    topics: ['security', 'least-privilege'],
    cwe: 250,
    precision: 'high',
  },
  'broader-permission': {
    why: 'The greater permission allows more than the integration does, and a leaked secret allows all of it.',
    topics: ['security', 'least-privilege'],
    cwe: 250,
    precision: 'high',
  },
  'group-granted': {
    why: 'The box of a group also grants whatever Marketo adds to the group later, without anybody ticking it.',
    topics: ['security', 'least-privilege'],
    cwe: 250,
    precision: 'very-high',
  },
  'unknown-permission': {
    why: 'A name that is not known was not compared, so what it allows is in no number of the report.',
    topics: ['grant'],
    precision: 'high',
  },
  'withdrawn-authentication': {
    why: 'An address is written down by proxies, logs and monitoring, and whoever reads it there has the token.',
    topics: ['security'],
    cwe: 598,
    precision: 'very-high',
  },
  'several-roles': {
    why: 'How Marketo combines the roles of one user decides what is excess and what is missing.',
    topics: ['grant'],
    precision: 'medium',
  },
  'denied-call': {
    why: 'The integration sent it and was refused, so part of its work was not done.',
    topics: ['correctness'],
    precision: 'high',
  },
  'partition-denied': {
    why: 'The records were passed over while the call as a whole succeeded, so nobody may have noticed.',
    topics: ['correctness'],
    precision: 'high',
  },
  'granted-contradicted': {
    why: 'What is excess and what is missing was worked out against a list that is not what the user holds.',
    topics: ['grant'],
    precision: 'medium',
  },
  'call-not-in-code': {
    why: 'Somebody else may have the credential, and a role made from the code alone would be too small.',
    topics: ['security', 'completeness'],
    precision: 'medium',
  },
  'several-principals': {
    why: 'Which of them the code works as was not guessed, so code and traffic are not held against each other.',
    topics: ['completeness'],
    precision: 'very-high',
  },
  'bulk-reaches-all-workspaces': {
    why: 'Workspaces do not contain what a leaked secret can read by bulk extract.',
    topics: ['security'],
    precision: 'very-high',
  },
  'unmatched-call': {
    why: 'What it needs is not known; until it is, the role is a lower bound.',
    topics: ['completeness'],
    precision: 'medium',
  },
  'unresolved-call': {
    why: 'What it needs is not known; until it is, the role is a lower bound.',
    topics: ['completeness'],
    precision: 'medium',
  },
  'text-not-followed': {
    why: 'A request may be behind it that was lost; until that is known, the role is a lower bound.',
    topics: ['completeness'],
    precision: 'medium',
  },
  'module-not-read': {
    why: 'What it calls is not known; until it is, the role is a lower bound.',
    topics: ['completeness'],
    precision: 'medium',
  },
  'contradicted-annotation': {
    why: 'A wrong comment would put a wrong permission into the role; it was not taken.',
    topics: ['correctness'],
    precision: 'very-high',
  },
  'unknown-annotation': {
    why: 'The comment was meant to say what a call is, and the call is still not known.',
    topics: ['completeness'],
    precision: 'very-high',
  },
  'stale-annotation': {
    why: 'A comment that closes nothing misleads whoever reads the code next.',
    topics: ['maintainability'],
    precision: 'very-high',
  },
  'disputed-requirement': {
    why: "Two of Adobe's own pages cannot both be right; a test against Marketo settles it.",
    topics: ['correctness'],
    precision: 'medium',
  },
  'unknown-condition': {
    why: 'With that parameter Marketo asks for one permission more.',
    topics: ['completeness'],
    precision: 'medium',
  },
  'deviating-path': {
    why: 'Marketo may stop to accept the spelling without notice.',
    topics: ['maintainability'],
    precision: 'high',
  },
  'incomplete-input': {
    why: 'What was not read may call more, so the role is a lower bound.',
    topics: ['completeness'],
    precision: 'very-high',
  },
  'secret-in-recording': {
    why: 'Whoever gets the file can do what the role allows: for an hour with a token, for ever with a client secret.',
    topics: ['security'],
    cwe: 312,
    precision: 'very-high',
  },
  'role-grew': {
    why: 'Without the permission Marketo refuses the call; with it, a leaked secret can do more than was accepted.',
    topics: ['security', 'least-privilege'],
    cwe: 250,
    precision: 'very-high',
  },
  'operation-added': {
    why: 'What an integration does is reviewed in the lock, also where the role stays the same.',
    topics: ['least-privilege'],
    precision: 'very-high',
  },
  'ability-added': {
    why: 'The role allows it already, so no admin will be asked: the review of this change is the only one there is.',
    topics: ['security', 'least-privilege'],
    precision: 'very-high',
  },
  'role-shrank': {
    why: 'A role that keeps what is no longer needed is excess from the day of the change.',
    topics: ['least-privilege'],
    precision: 'high',
  },
  'baseline-exceeded': {
    why: 'What was accepted is old; what comes on top of it is new.',
    topics: ['completeness'],
    precision: 'very-high',
  },
  'forbidden-permission': {
    why: 'Somebody decided that a leaked secret of this service must never allow that much.',
    topics: ['security', 'least-privilege'],
    cwe: 250,
    precision: 'very-high',
  },
  'forbidden-effect': {
    why: 'Somebody decided that this service must never do that.',
    topics: ['security', 'least-privilege'],
    cwe: 250,
    precision: 'very-high',
  },
  'shared-user': {
    why: "A role is the user's: each of the services can do all that any of them needs, and nobody can tell them apart.",
    topics: ['security', 'least-privilege'],
    cwe: 250,
    precision: 'very-high',
  },
  'unassigned-traffic': {
    why: 'Somebody calls Marketo with a credential that no service is known to have.',
    topics: ['security'],
    precision: 'high',
  },
  'invalid-exception': {
    why: 'An exception that nobody can check counts for nothing.',
    topics: ['maintainability'],
    precision: 'very-high',
  },
  'expired-exception': {
    why: 'It was a decision for a time, and the time is over.',
    topics: ['maintainability'],
    precision: 'very-high',
  },
  'unused-exception': {
    why: 'It would hide the next finding of its kind, which nobody has decided about.',
    topics: ['maintainability'],
    precision: 'very-high',
  },
} as const satisfies Record<FindingKind, RuleFacts>;

/** The facts of a kind, with its row's optional fields. */
export function factsOf(kind: FindingKind): RuleFacts {
  return ruleFacts[kind];
}
