import type { Config, ServiceConfig } from '../model/config.ts';
import type { Finding } from '../model/finding.ts';
import { makeFinding } from './make-finding.ts';

/** Marketo counts usage, quota and errors by user, and a role is the user's: two services on one user are one principal. */
export function sharedUserFindings({ services }: Config): Finding[] {
  return (['user', 'credential'] as const).flatMap((shared) => {
    const byValue = new Map<string, ServiceConfig[]>();
    for (const service of services) {
      const value = service[shared];
      if (value !== undefined) byValue.set(value, [...(byValue.get(value) ?? []), service]);
    }
    return [...byValue.values()].flatMap((together) => {
      const [, second] = together;
      if (second === undefined) return [];
      const args = { services: together.map(({ name }) => name), shared };
      return [makeFinding('shared-user', args, { confidence: 'exact', location: second.at })];
    });
  });
}
