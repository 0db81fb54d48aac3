import { quote } from '../kit/build.ts';
import { at, type Code } from '../kit/code.ts';
import { ownName } from '../kit/names.ts';
import type { Context, MarkModel, MethodModel } from './model.ts';
import { typeCode } from './names.ts';

/** Which annotations say what a method without a body asks for. */
export interface Asks {
  /** Of the method: they say how, and where. */
  readonly methods: RegExp;
  /** Of the type: what all addresses begin with. */
  readonly types: RegExp;
  /** Of parameters. */
  readonly path: RegExp;
  readonly url: RegExp;
  readonly query: RegExp;
  /** Whether a parameter fills the place of its name without saying so. */
  readonly isEveryParameterInPath: boolean;
}

// @GET("/a/{id}") m(@Path("id") id)  ⇒  m(id) { return GET("/a/{id}".replace("{id}", id), { }, undefined); }
export function askedCode(context: Context, { marks, parameters, node }: MethodModel, asks: Asks): Code | undefined {
  const { expression } = context.file.dialect;
  const mark = marks.find(({ name }) => asks.methods.test(name));
  if (mark === undefined) return undefined;
  const named = (kind: RegExp) =>
    parameters.flatMap((parameter) =>
      parameter.marks.filter(({ name }) => kind.test(name)).map((one) => ({ parameter, one })),
    );
  const url = named(asks.url).map(({ parameter }) => ownName(parameter.name))[0];
  const own = mark.value ?? marks.find(({ name }) => name === 'Path')?.value;
  if (own === undefined && url === undefined) return undefined;
  const parent = context.type?.model.marks.find(({ name }) => asks.types.test(name));
  const prefix = parent === undefined ? undefined : (parent.named.get('path') ?? parent.value);
  const whole: Code[] = own === undefined ? [] : [expression(context, own)];
  if (prefix !== undefined && own !== undefined) whole.unshift(expression(context, prefix), ' + ');
  const filling = named(asks.path);
  const others = asks.isEveryParameterInPath
    ? parameters.filter((parameter) => filling.every((one) => one.parameter !== parameter))
    : [];
  const filled = [
    ...filling.map(({ parameter, one }) => [
      '.replace("{" + ',
      nameOf(context, one, parameter.name),
      ` + "}", ${ownName(parameter.name)})`,
    ]),
    ...others.map(({ name }) => `.replace(${quote(`{${name}}`)}, ${ownName(name)})`),
  ];
  const query = named(asks.query).map(({ parameter, one }) => [
    '[',
    nameOf(context, one, parameter.name),
    `]: ${ownName(parameter.name)}, `,
  ]);
  const method = mark.named.get('method');
  const path: Code = url ?? ['(', whole, ')', filled];
  return at(
    node,
    typeCode(context, mark.name, mark.node),
    '(',
    path,
    ', { ',
    query,
    '}, ',
    method === undefined ? 'undefined' : expression(context, method),
    ')',
  );
}

function nameOf(context: Context, mark: MarkModel, name: string): Code {
  const given = mark.value ?? mark.named.get('name');
  return given === undefined ? quote(name) : context.file.dialect.expression(context, given);
}
