import { createClassyFrontEnd } from '../classy/front-end.ts';
import { classSpecifier } from '../classy/specifiers.ts';
import type { FrontEnd } from '../lowered.ts';
import type { Parse } from '../registry.ts';
import { part, type SyntaxNode } from '../tree.ts';
import { csharpDialect } from './dialect.ts';
import { headOf } from './language.ts';
import { innerOf, readType, typeKinds } from './read.ts';
import { textKinds, textOf } from './strings.ts';

/** C# to JavaScript. */
export function createFrontEnd(parse: Parse): FrontEnd {
  return createClassyFrontEnd(parse, {
    dialect: csharpDialect,
    notation: {
      language: 'csharp',
      comments: new Set(['comment']),
      bareComment: (written) => written.replace(/^\/\/+|^\/\*+|\*+\/$/g, ''),
      texts: textKinds,
      textOf,
      // The grammar knows no empty collection.
      isSound: ({ type, text }) => type === 'element_binding_expression' && /^\[\s*\]$/.test(text),
    },
    read: (root, text) => {
      const head = headOf(text);
      const all = declarationsIn(root);
      return {
        types: all.filter(({ type }) => typeKinds.has(type)).map(readType),
        statements: all.filter(
          ({ type }) =>
            !typeKinds.has(type) &&
            !/^(?:using_directive|extern_alias|global_attribute)|^(?:delegate_declaration|preproc)/.test(type),
        ),
        specifierOf: (name) => classSpecifier('csharp', name, head),
        staticNames: new Map(),
        staticClasses: head.staticStars,
      };
    },
  });
}

/** What namespaces hold, beside what stands at the top. */
function declarationsIn(node: SyntaxNode): SyntaxNode[] {
  return innerOf(node).flatMap((child) => {
    if (child.type === 'namespace_declaration') return declarationsIn(part(child, 'body') ?? child);
    if (child.type === 'file_scoped_namespace_declaration')
      return innerOf(child).filter(({ type }) => typeKinds.has(type));
    return /^preproc_if|^preproc_else|^preproc_elif|^preproc_region/.test(child.type) ? declarationsIn(child) : [child];
  });
}
