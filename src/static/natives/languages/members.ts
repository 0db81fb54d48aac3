import type { ts } from 'ts-morph';
import type { Machine } from '../../machine/machine.ts';
import { originalOf } from '../../syntax/original.ts';
import type { Single, Value } from '../../value/value.ts';
import { csharpMember } from './csharp/members.ts';
import { goMember } from './go/members.ts';
import { javaMember } from './java/members.ts';
import { phpMember } from './php/members.ts';
import { pythonMember } from './python/members.ts';
import { rubyMember } from './ruby/members.ts';

type Member = (m: Machine, value: Single, key: string, node: ts.Node) => Value | undefined;

/** What a language has of its own on texts, lists and dictionaries. */
const members: Readonly<Record<string, Member>> = {
  python: pythonMember,
  go: goMember,
  php: phpMember,
  ruby: rubyMember,
  java: javaMember,
  csharp: csharpMember,
};

/** A member by the language of the code that asks for it; `undefined` where it means what it means in JavaScript. */
export function languageMember(m: Machine, value: Single, key: string, node: ts.Node): Value | undefined {
  const language = originalOf(node.getSourceFile())?.lowered.language ?? '';
  return members[language]?.(m, value, key, node);
}
