import { createClassyFrontEnd } from '../classy/front-end.ts';
import { classSpecifier } from '../classy/specifiers.ts';
import type { FrontEnd } from '../lowered.ts';
import type { Parse } from '../registry.ts';
import { inner } from '../tree.ts';
import { javaDialect } from './dialect.ts';
import { headOf } from './language.ts';
import { readType, typeKinds } from './read.ts';
import { textOf } from './strings.ts';

/** Java to JavaScript. */
export function createFrontEnd(parse: Parse): FrontEnd {
  return createClassyFrontEnd(parse, {
    dialect: javaDialect,
    notation: {
      language: 'java',
      comments: new Set(['line_comment', 'block_comment']),
      bareComment: (written) => written.replace(/^\/\/+|^\/\*+|\*+\/$/g, ''),
      texts: new Set(['string_literal']),
      textOf,
    },
    read: (root, text) => {
      const head = headOf(text);
      return {
        types: inner(root)
          .filter(({ type }) => typeKinds.has(type))
          .map(readType),
        statements: inner(root).filter(
          ({ type }) => !typeKinds.has(type) && !/^(?:package|import)_declaration$|comment$/.test(type),
        ),
        specifierOf: (name) => classSpecifier('java', name, head),
        staticNames: head.statics,
        staticClasses: head.staticStars,
      };
    },
  });
}
