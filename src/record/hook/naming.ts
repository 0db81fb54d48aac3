import { createHmac } from 'node:crypto';
import type { Naming } from '../../redact/pseudonyms.ts';

/** What a name looks like until the recorder numbers them all; see `src/record/numbering.ts`. */
export const keyedName = /~(token|user|host)-[0-9a-f]{24}~/g;
/** The same for a client, of which start and end stay: reports show them too. */
export const keyedClient = /~client-([0-9a-z-]{4})-([0-9a-f]{24})-([0-9a-z-]{2})~/gi;

const munchkinId = /(?<![a-z0-9])\d{3}-[a-z]{3}-\d{3}(?![a-z0-9])/gi;

/** So many are remembered: a call in a loop has one token, and a hash takes longer than to look it up. */
const most = 100;

/**
 * Names for secrets that are the same in all processes of a run and mean nothing outside of it: a hash with the run's
 * key, which nobody keeps.
 */
export function keyedNaming(key: string, keepUsers: boolean): Naming {
  const secret = Buffer.from(key, 'base64');
  const known = new Map<string, string>();
  const hash = (kind: string, text: string): string => {
    const place = `${kind} ${text}`;
    const found = known.get(place);
    if (found !== undefined) return found;
    const made = createHmac('sha256', secret).update(place).digest('hex').slice(0, 24);
    if (known.size >= most) known.clear();
    known.set(place, made);
    return made;
  };
  return {
    token: (token) => `~token-${hash('token', token)}~`,
    user: (scope) => (keepUsers ? scope : `~user-${hash('user', scope)}~`),
    client: (id) => `~client-${id.slice(0, 4)}-${hash('client', id)}-${id.slice(-2)}~`,
    munchkin: (text) => text.replace(munchkinId, (id) => `~host-${hash('host', id.toUpperCase())}~`),
  };
}
