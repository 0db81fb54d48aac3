import type { CallRequest, Machine } from '../machine/machine.ts';
import { optionsOf } from '../value/choice.ts';
import { sendRequest } from './send-request.ts';

/** Whole requests among what code gets that is not followed: it is taken to send them, as they stand. */
export function sendHandedOver(m: Machine, { args, node }: CallRequest): void {
  for (const { value } of args.flatMap((arg) => optionsOf(arg))) {
    if (value.kind !== 'object' || value.brand?.kind !== 'client') continue;
    const { brand } = value;
    if (brand.client.rules.handed === true) sendRequest(m, value, brand, {}, { self: value, args: [], node });
  }
}
