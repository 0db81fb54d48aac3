import type { ts } from 'ts-morph';
import type { Machine } from '../../../machine/machine.ts';
import { literal, undefinedValue, unknown, type Value } from '../../../value/value.ts';
import { textOf } from '../../text-of.ts';
import { fillTemplate, formatted } from '../formatting.ts';

const sign = /%([-+# 0]*\d*(?:\.\d+)?)(?:\[(\d+)\])?([a-zA-Z%])/;

// fmt.Sprintf("%s/rest/v1/lead/%d.json", base, id)
export function goFormat(m: Machine, [template = undefinedValue, ...values]: readonly Value[], node: ts.Node): Value {
  return fillTemplate(textOf(m, template), sign, () => {
    let place = 0;
    return ([whole, flags = '', index, kind = '']) => {
      if (whole === '%%') return literal('%');
      if (index !== undefined) place = Number(index) - 1;
      const value = values[place] ?? unknown('unknown-key', node);
      place += 1;
      const isPlain = (flags === '' || flags === '+') && /[sdivt]/.test(kind);
      return formatted(m, value, isPlain ? '' : `${flags}${kind}`, node);
    };
  });
}
