import { at, type Code } from '../kit/code.ts';
import type { SyntaxNode } from '../tree.ts';

/** Options that are on or off: what matters is whether they are on. */
const switches = /^CURLOPT_(?:POST|NOBODY|PUT|UPLOAD|HTTPGET)$/;

/** One option of a transfer, as a member of the object that holds them. */
export function curlOption(option: SyntaxNode, key: Code, value: SyntaxNode, code: Code): Code {
  if (!switches.test(option.text)) return at(option, '[', key, ']: ', code);
  if (/^(?:true|1)$/i.test(value.text)) return at(option, option.text, ': "1"');
  if (/^(?:false|0)$/i.test(value.text)) return [];
  return at(option, '...(', code, ` ? { ${option.text}: "1" } : {})`);
}
