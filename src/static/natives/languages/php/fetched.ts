import type { NativeCall } from '../../../machine/native.ts';
import { optionsOf } from '../../../value/choice.ts';
import { type Single, undefinedValue, unknown } from '../../../value/value.ts';
import { isDictionary } from '../collections.ts';

/**
 * `file_get_contents($x)`: asks for something wherever `$x` may be an address, or a context says how it is asked.
 * The second argument says that the program's words for `$x` are those of a file.
 */
export const fetched: NativeCall = (
  m,
  { args: [send = undefinedValue, file, address = undefinedValue, ...args], node },
) => {
  const isFile = file?.kind === 'constant' && file.value === true;
  const isAsked = optionsOf(address).some(({ value }) => (isFile ? saysAddress(value) : mayBeAddress(value)));
  const isContext = args.some((arg) => optionsOf(arg).some(({ value }) => isDictionary(value)));
  if (!isAsked && !isContext) return unknown('external-call', node, 'file_get_contents()');
  return m.call(send, { self: undefinedValue, args: [address, ...args], node });
};

function written(value: Single): string {
  return value.kind === 'text' ? value.pieces.map((piece) => ('text' in piece ? piece.text : '{}')).join('') : '';
}

/** A text with a part of an address in it. */
function saysAddress(value: Single): boolean {
  const text = written(value);
  return (
    /:\/\/|\/(?:rest|bulk|identity|asset)\/|\.json\b.*[?&=]/.test(text) && !/^(?:php|data|file|phar|zip):/.test(text)
  );
}

const otherFile =
  /\.(?:txt|csv|tsv|xml|html?|php|phtml|tpl|twig|log|ya?ml|ini|env|md|sql|lock|pem|key|crt|css|js|zip|gz|pdf|png|jpe?g)$/i;

const settingsFile = /\/(?:composer|package|manifest|config|settings|credentials|mix-manifest|assets)\.(?:json|lock)$/;

/** What may be an address for all that is known: nothing shows it to be the name of a file. */
function mayBeAddress(value: Single): boolean {
  if (saysAddress(value)) return true;
  if (value.kind !== 'text') return value.kind === 'unknown' || value.kind === 'object';
  const text = written(value);
  return text.startsWith('{}') && !otherFile.test(text) && !settingsFile.test(text);
}
