import type {
  AccessorModel,
  BodyModel,
  FieldModel,
  MarkModel,
  MemberModel,
  MethodModel,
  ParameterModel,
  TypeModel,
} from '../classy/model.ts';
import { childrenOf, inner, nodesIn, part, type SyntaxNode } from '../tree.ts';

export const typeKinds: ReadonlySet<string> = new Set([
  ...['class_declaration', 'interface_declaration', 'enum_declaration', 'record_declaration', 'struct_declaration'],
  'record_struct_declaration',
]);

/** Where the word `this` is no value. */
const thisIsAWord: ReadonlySet<string> = new Set([
  ...['constructor_initializer', 'parameter', 'parameter_list', 'indexer_declaration', 'modifier'],
]);

/** What a node is made of, without comments. The grammar has no name for `this` and `base`. */
export function innerOf(node: SyntaxNode): SyntaxNode[] {
  if (thisIsAWord.has(node.type)) return inner(node);
  return childrenOf(node).filter(
    ({ isNamed, type }) => (isNamed && type !== 'comment') || type === 'this' || type === 'base',
  );
}

/** A class, struct, interface, enum or record. */
export function readType(node: SyntaxNode): TypeModel {
  const kind = /^(class|struct|interface|enum|record)/.exec(node.type)?.[1] ?? 'class';
  const list = innerOf(node).find(({ type }) => type === 'base_list');
  const bases = (list === undefined ? [] : innerOf(list)).filter(({ type }) => type !== 'argument_list');
  const isInterface = (base: SyntaxNode) =>
    kind === 'interface' || /^I[A-Z]/.test(base.text.replace(/^.*\.(?=\w+(?:<|$))/, ''));
  const base = kind === 'enum' ? undefined : bases.find((one) => !isInterface(one));
  const body = part(node, 'body');
  const members = body === undefined ? [] : innerOf(body).flatMap(membersOf);
  const components = parametersOf(
    innerOf(node).find(({ type }) => type === 'parameter_list') ?? part(node, 'parameters'),
  );
  const model: TypeModel = {
    ...{
      node,
      name: part(node, 'name')?.text ?? '',
      base: base?.type === 'primary_constructor_base_type' ? innerOf(base)[0] : base,
    },
    kind: kind === 'interface' || kind === 'enum' || kind === 'record' ? kind : 'class',
    others: kind === 'enum' ? [] : bases.filter(isInterface),
    isAbstract: hasWord(node, 'abstract'),
    isStatic: hasWord(node, 'static'),
    parameters: typeParameters(node),
    marks: marksOf(node),
    members,
  };
  const args = argumentsIn(base?.type === 'primary_constructor_base_type' ? base : list);
  return components.length === 0 ? model : withComponents(model, components, args);
}

/** The values in the list of arguments that a node has. */
function argumentsIn(node: SyntaxNode | undefined): SyntaxNode[] {
  const list = node === undefined ? undefined : innerOf(node).find(({ type }) => type === 'argument_list');
  return (list === undefined ? [] : innerOf(list)).flatMap((arg) => innerOf(arg).slice(-1));
}

function typeParameters(node: SyntaxNode): string[] {
  const list = innerOf(node).find(({ type }) => type === 'type_parameter_list');
  return list === undefined ? [] : innerOf(list).flatMap((child) => part(child, 'name')?.text ?? []);
}

export function hasWord(node: SyntaxNode, word: string): boolean {
  return innerOf(node).some(({ type, text }) => type === 'modifier' && text === word);
}

/** The attributes of a declaration. */
export function marksOf(node: SyntaxNode): MarkModel[] {
  const lists = innerOf(node).filter(({ type }) => type === 'attribute_list');
  return lists
    .flatMap(innerOf)
    .filter(({ type }) => type === 'attribute')
    .map((mark) => {
      const args = innerOf(mark).find(({ type }) => type === 'attribute_argument_list');
      const named = new Map<string, SyntaxNode>();
      let value: SyntaxNode | undefined;
      for (const arg of args === undefined ? [] : innerOf(args)) {
        const [only] = innerOf(arg);
        const [left, right] = only?.type === 'assignment_expression' ? [part(only, 'left'), part(only, 'right')] : [];
        if (left !== undefined && right !== undefined) named.set(left.text, right);
        else value ??= only;
      }
      return { node: mark, name: part(mark, 'name')?.text.replace(/^.*\.|Attribute$/g, '') ?? '', value, named };
    });
}

function membersOf(node: SyntaxNode): MemberModel[] {
  if (typeKinds.has(node.type)) return [{ is: 'type', type: readType(node) }];
  switch (node.type) {
    case 'field_declaration':
    case 'event_field_declaration':
      return fieldsOf(node);
    case 'property_declaration':
      return propertyOf(node);
    case 'method_declaration':
      return [methodOf(node, part(node, 'name')?.text ?? '')];
    case 'constructor_declaration':
      return [constructorOf(node)];
    case 'enum_member_declaration':
      return [constantOf(node)];
    default:
      return /^preproc/.test(node.type) ? innerOf(node).flatMap(membersOf) : [];
  }
}

/** The value of a declarator stands behind its name. */
export function declaredValue(declarator: SyntaxNode): SyntaxNode | undefined {
  const named = part(declarator, 'name');
  return innerOf(declarator).find(
    (child) =>
      child.startIndex !== named?.startIndex &&
      child.type !== 'bracketed_argument_list' &&
      child.type !== 'tuple_pattern',
  );
}

function fieldsOf(node: SyntaxNode): FieldModel[] {
  const declaration = innerOf(node).find(({ type }) => type === 'variable_declaration');
  if (declaration === undefined) return [];
  const isConst = hasWord(node, 'const');
  const isPrivate = !['public', 'protected', 'internal'].some((word) => hasWord(node, word));
  return innerOf(declaration)
    .filter(({ type }) => type === 'variable_declarator')
    .map((declarator) => ({
      ...{ is: 'field', node: declarator, name: part(declarator, 'name')?.text ?? '', type: part(declaration, 'type') },
      value: declaredValue(declarator),
      isStatic: isConst || hasWord(node, 'static'),
      isPrivate,
      isConstant: isConst || hasWord(node, 'readonly'),
    }));
}

/** Accessors without a body are a field. */
function propertyOf(node: SyntaxNode): MemberModel[] {
  const name = part(node, 'name')?.text ?? '';
  const value = part(node, 'value');
  const isStatic = hasWord(node, 'static');
  if (value?.type === 'arrow_expression_clause') return [accessor(node, name, isStatic, bodyModel(value), undefined)];
  const list = part(node, 'accessors');
  const accessors = list === undefined ? [] : innerOf(list).filter(({ type }) => type === 'accessor_declaration');
  const bodies = new Map(accessors.map((one) => [part(one, 'name')?.text ?? '', part(one, 'body')]));
  const [get, set] = [bodies.get('get'), bodies.get('set') ?? bodies.get('init')];
  if (get !== undefined || set !== undefined)
    return [accessor(node, name, isStatic, get && bodyModel(get), set && bodyModel(set))];
  if (hasWord(node, 'abstract')) return [accessor(node, name, isStatic, undefined, undefined)];
  const isSet = bodies.has('set') || bodies.has('init');
  return [
    { ...{ is: 'field', node, name, type: part(node, 'type'), value, isStatic, isPrivate: false }, isConstant: !isSet },
  ];
}

function accessor(
  node: SyntaxNode,
  name: string,
  isStatic: boolean,
  get: BodyModel | undefined,
  set: BodyModel | undefined,
): AccessorModel {
  return { is: 'accessor', node, name, isStatic, get, set };
}

function bodyModel(body: SyntaxNode): BodyModel {
  const value = body.type === 'arrow_expression_clause' ? innerOf(body)[0] : undefined;
  return value === undefined ? { statements: body } : { value };
}

/** What is started by its name, whoever may see it: a program's `Main`, and `Page_Load` or `button_Click`. */
const startedByName = /^(?:Main|[A-Za-z]\w*_[A-Z]\w*)$/;

export function methodOf(node: SyntaxNode, name: string | undefined): MethodModel {
  const body = part(node, 'body') ?? innerOf(node).find(({ type }) => type === 'arrow_expression_clause');
  const hidden = ['public', 'protected', 'internal'].every((word) => !hasWord(node, word));
  return {
    ...{ is: 'method', node, name, parameters: parametersOf(part(node, 'parameters')), marks: marksOf(node) },
    body: body === undefined ? undefined : bodyModel(body),
    isStatic: hasWord(node, 'static'),
    // Members of interfaces are public, and so is what carries out one of them by its whole name.
    isPrivate:
      name !== undefined &&
      hidden &&
      body !== undefined &&
      !startedByName.test(name) &&
      !innerOf(node).some(({ type }) => type === 'explicit_interface_specifier'),
    isGeneric: innerOf(node).some(({ type }) => type === 'type_parameter_list'),
    returns: part(node, 'returns') ?? part(node, 'type'),
    isAsync: hasWord(node, 'async'),
    isGenerator: body !== undefined && yields(body),
  };
}

function yields(body: SyntaxNode): boolean {
  for (const { type } of nodesIn(body, (one) => !/lambda|local_function|anonymous_method/.test(one.type)))
    if (type === 'yield_statement') return true;
  return false;
}

function constructorOf(node: SyntaxNode): MethodModel {
  const method = methodOf(node, undefined);
  const call = innerOf(node).find(({ type }) => type === 'constructor_initializer');
  if (call === undefined) return method;
  const isThis = childrenOf(call).some(({ type }) => type === 'this');
  return { ...method, first: { of: isThis ? 'this' : 'base', args: argumentsIn(call), node: call } };
}

function constantOf(node: SyntaxNode): MemberModel {
  return { is: 'constant', node, name: part(node, 'name')?.text ?? '', args: [], body: undefined, text: undefined };
}

/** The parameters of a method, a local function or a lambda. */
export function parametersOf(list: SyntaxNode | undefined): ParameterModel[] {
  if (list === undefined) return [];
  if (list.type === 'implicit_parameter' || list.type === 'identifier') return [plain(list, list)];
  const found = innerOf(list).flatMap((node) => {
    if (node.type === 'implicit_parameter') return [plain(node, node)];
    if (node.type !== 'parameter') return [];
    const name = part(node, 'name');
    const type = part(node, 'type');
    const fallback = innerOf(node).find(
      (child) =>
        child.type !== 'modifier' &&
        child.type !== 'attribute_list' &&
        child.startIndex !== name?.startIndex &&
        child.startIndex !== type?.startIndex,
    );
    return name === undefined ? [] : [{ node, name: name.text, type, fallback, isRest: false, marks: marksOf(node) }];
  });
  // `params T[] name` has no node of its own.
  const rest = childrenOf(list).some(({ type }) => type === 'params') ? part(list, 'name') : undefined;
  return rest === undefined ? found : [...found, { ...plain(rest, rest), isRest: true }];
}

function plain(node: SyntaxNode, name: SyntaxNode): ParameterModel {
  return { node, name: name.text, type: undefined, isRest: false, marks: [] };
}

// record R(string A), class C(HttpClient client) : Base(client)  ⇒  fields, and a constructor that sets them
function withComponents(
  model: TypeModel,
  components: readonly ParameterModel[],
  args: readonly SyntaxNode[],
): TypeModel {
  const fields: FieldModel[] = components.map(({ node, name, type }) => ({
    ...{ is: 'field', node, name, type, value: undefined, isStatic: false, isPrivate: false, isConstant: true },
  }));
  const start: MethodModel = {
    ...{ is: 'method', node: model.node, name: undefined, parameters: components, body: undefined, marks: [] },
    ...{ isStatic: false, isPrivate: false, isAsync: false, isGenerator: false },
    sets: components.map(({ name }) => name),
    first: { of: 'base', args, node: model.node },
  };
  return { ...model, members: [...fields, start, ...model.members] };
}
