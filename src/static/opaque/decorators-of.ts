import { ts } from 'ts-morph';
import type { Machine } from '../machine/machine.ts';
import type { ClassBrand } from '../value/brand.ts';
import type { Library } from '../value/value.ts';
import { libraryOf } from './library-of.ts';

/** Whose a decorator is: a library's, the program's own, or nobody knows. */
export type DecoratorOrigin = Library | 'own' | undefined;

/** The decorators that a class, its member or a parameter is written with, without the calls that make them. */
export function decoratorsOf(m: Machine, { scope }: ClassBrand, node: ts.Node): DecoratorOrigin[] {
  const written = ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : [];
  return written.map(({ expression }) => {
    const made = ts.isCallExpression(expression) ? expression.expression : expression;
    return libraryOf(m, made, scope);
  });
}

/** Those of its members and of its methods' parameters, which tell whose a class without decorators of its own is. */
export function innerDecorators(m: Machine, brand: ClassBrand): DecoratorOrigin[] {
  return brand.node.members.flatMap((member) => {
    const parameters = ts.isFunctionLike(member) ? member.parameters : [];
    return [member, ...parameters].flatMap((node) => decoratorsOf(m, brand, node));
  });
}
