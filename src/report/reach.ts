import type { Ability, IdleShare, Reach } from '../model/blast-radius.ts';
import { type Effect, effects, type Operation } from '../model/operation.ts';
import type { ServiceReport } from '../model/report.ts';
import { count, formatNumber } from '../model/words.ts';

/** So many abilities one sentence names; the others are counted. */
const shownAbilities = 5;

/** Operations by what calling them does; all of a {@link Reach} that needs no words. */
export type CountedReach = Omit<Reach, 'abilities'>;

/** Groups operations by what calling them does. */
export function measureReach(operations: readonly Operation[]): CountedReach {
  const byEffect: Record<Effect, number> = { read: 0, write: 0, execute: 0, delete: 0, admin: 0 };
  for (const operation of operations) byEffect[operation.effect] += 1;
  return { operations, byEffect, personalData: operations.filter((operation) => operation.personalData).length };
}

/** "19 operations (2 admin, 5 delete, 12 read; 9 on personal data)", the worst first. */
export function describeReach(reach: CountedReach): string {
  if (reach.operations.length === 0) return 'no operation that rolefit knows';
  return `${count(reach.operations.length, 'operation')} (${countEffects(reach)})`;
}

function countEffects({ byEffect, personalData }: CountedReach): string {
  const parts = effects.toReversed().filter((effect) => byEffect[effect] > 0);
  const kinds = parts.map((effect) => `${formatNumber(byEffect[effect])} ${effect}`).join(', ');
  return personalData === 0 ? kinds : `${kinds}; ${formatNumber(personalData)} on personal data`;
}

/**
 * "delete any lead, merge people into one another, and 3 more things": completes "a stolen credential could …". The
 * phrases may hold an "and" of their own, hence the comma before the last.
 */
export function describeAbilities(abilities: readonly Ability[], most = shownAbilities): string {
  const phrases = abilities.slice(0, most).map(({ phrase }) => phrase);
  const more = abilities.length - phrases.length;
  const parts = more > 0 ? [...phrases, count(more, 'more thing')] : phrases;
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1)}`;
}

/** What the grant adds to the blast radius, for a manager; `undefined` without a grant or when it adds nothing. */
export function beyondSentence({ blastRadius }: ServiceReport): string | undefined {
  const { beyond } = blastRadius;
  if (beyond === undefined || beyond.operations.length === 0) return undefined;
  return `Beyond what the integration needs, ${couldSentence(beyond)}`;
}

/** What remains whatever is unticked; `undefined` for a role of no permission, with which there is nothing to steal. */
export function minimalSentence({ blastRadius, role }: ServiceReport): string | undefined {
  if (role.permissions.length === 0) return undefined;
  const which = role.status === 'complete' ? 'The minimal role' : 'This role';
  return `${which} still allows this: ${couldSentence(blastRadius.minimal.reach)}`;
}

/** "a stolen credential could delete any lead, and 3 more things (38 operations: …)." */
export function couldSentence(reach: Reach): string {
  const operations = `${count(reach.operations.length, 'operation')}: ${countEffects(reach)}`;
  return `a stolen credential could ${describeAbilities(reach.abilities)} (${operations}).`;
}

/** How much of what the granted role can call lies idle, with the counts it comes from; `undefined` without a grant. */
export function idleSentence({ blastRadius, role, observed }: ServiceReport): string | undefined {
  const idle = blastRadius.granted?.idle;
  if (idle === undefined || idle.callable === 0) return undefined;
  const all = `${count(idle.callable, 'operation')} that the granted role allows`;
  const isKnown = role.status === 'complete' && observed === undefined;
  const never = isKnown ? 'are never called' : 'were never seen called';
  return `${formatNumber(idle.unused)} of the ${all} ${never}: ${percentOf(idle)}.`;
}

/** Rounded, but never to all or nothing where it is not. */
function percentOf({ callable, unused, share }: IdleShare): string {
  const percent = Math.round(share * 100);
  if (percent === 0 && unused > 0) return 'less than 1%';
  if (percent === 100 && unused < callable) return 'more than 99%';
  return `${percent}%`;
}
