import type { Code } from '../kit/code.ts';
import type { FreshNames } from '../kit/names.ts';
import type { SyntaxNode } from '../tree.ts';

/** A class, interface, enum or record, whatever the language writes it like. */
export interface TypeModel {
  readonly node: SyntaxNode;
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum' | 'record';
  /** What it extends, as a type is written. */
  readonly base: SyntaxNode | undefined;
  /** What else it is: interfaces, with what they bring. */
  readonly others: readonly SyntaxNode[];
  readonly isAbstract: boolean;
  readonly isStatic: boolean;
  /** The names of its type parameters. */
  readonly parameters: readonly string[];
  readonly marks: readonly MarkModel[];
  readonly members: readonly MemberModel[];
}

export interface ParameterModel {
  readonly node: SyntaxNode;
  readonly name: string;
  readonly type: SyntaxNode | undefined;
  readonly fallback?: SyntaxNode | undefined;
  readonly isRest: boolean;
  readonly marks: readonly MarkModel[];
}

/** An annotation or attribute. */
export interface MarkModel {
  readonly node: SyntaxNode;
  readonly name: string;
  /** The first value without a name, or the one that is called `value` or `path`. */
  readonly value: SyntaxNode | undefined;
  readonly named: ReadonlyMap<string, SyntaxNode>;
}

/** What a function consists of: statements, or an expression. */
export type BodyModel = { readonly statements: SyntaxNode } | { readonly value: SyntaxNode };

export interface MethodModel {
  readonly is: 'method';
  readonly node: SyntaxNode;
  /** `undefined` for a constructor. */
  readonly name: string | undefined;
  readonly parameters: readonly ParameterModel[];
  readonly body: BodyModel | undefined;
  readonly isStatic: boolean;
  readonly isPrivate: boolean;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** Whether it has type parameters of its own. */
  readonly isGeneric?: boolean;
  /** The type of what it gives, where that says what `new()` makes. */
  readonly returns?: SyntaxNode | undefined;
  readonly marks: readonly MarkModel[];
  /** What is written by no code: it gives a field, or sets these from its parameters. */
  readonly gives?: string;
  readonly sets?: readonly string[];
  /** Constructors: what they call first. */
  readonly first?: { readonly of: 'this' | 'base'; readonly args: readonly SyntaxNode[]; readonly node: SyntaxNode };
}

export interface FieldModel {
  readonly is: 'field';
  readonly node: SyntaxNode;
  readonly name: string;
  readonly type: SyntaxNode | undefined;
  readonly value: SyntaxNode | undefined;
  readonly isStatic: boolean;
  readonly isPrivate: boolean;
  readonly isConstant: boolean;
}

/** An accessor with code of its own. */
export interface AccessorModel {
  readonly is: 'accessor';
  readonly node: SyntaxNode;
  readonly name: string;
  readonly get: BodyModel | undefined;
  readonly set: BodyModel | undefined;
  readonly isStatic: boolean;
}

/** A constant of an enum. */
export interface ConstantModel {
  readonly is: 'constant';
  readonly node: SyntaxNode;
  readonly name: string;
  readonly args: readonly SyntaxNode[];
  /** What this constant alone overrides. */
  readonly body: TypeModel | undefined;
  /** What it is written as, where a language says so. */
  readonly text: SyntaxNode | undefined;
}

export type MemberModel =
  | MethodModel
  | FieldModel
  | AccessorModel
  | ConstantModel
  | { readonly is: 'code'; readonly node: SyntaxNode; readonly block: SyntaxNode; readonly isStatic: boolean }
  | { readonly is: 'type'; readonly type: TypeModel };

/** What one language says of its syntax. */
export interface Dialect {
  readonly language: string;
  readonly expression: (context: Context, node: SyntaxNode) => Code;
  readonly statement: (context: Context, node: SyntaxNode) => Code;
  /** The last name of a type, `undefined` for one that names no class: `int`, `T[]`. */
  readonly typeName: (node: SyntaxNode) => string | undefined;
  /** The names that a statement or expression assigns to. */
  readonly assigned: (body: SyntaxNode) => ReadonlySet<string>;
  /** What a field is called among members: in some languages a method may have the same name. */
  readonly fieldName: (name: string) => string;
  /** Whether members may be called as types are. */
  readonly membersAreCapitalised: boolean;
  /** Whether working out a value twice gives the same. */
  readonly isPlain: (value: SyntaxNode) => boolean;
  /** What kind of value a type is, for telling overloads apart. */
  readonly kindOf: (type: SyntaxNode | undefined) => string;
  /** Classes of the language's own library that are written in JavaScript, by name. */
  readonly prelude: Readonly<Record<string, string>>;
  /** The request that an annotated method without a body sends. */
  readonly asked: (context: Context, method: MethodModel) => Code | undefined;
}

export interface FileContext {
  readonly dialect: Dialect;
  readonly fresh: FreshNames;
  /** What imports bring, by the name that the file says. */
  readonly imports: Map<string, { readonly local: string; readonly specifier: string; readonly node: SyntaxNode }>;
  /** Classes of the prelude that the file uses. */
  readonly prelude: Set<string>;
  /** Where a class of this name may be. */
  readonly specifierOf: (name: string) => string;
  /** Members imported by their own name: `import static a.B.c`. */
  readonly staticNames: ReadonlyMap<string, string>;
  /** Classes of which every static member is imported. */
  readonly staticClasses: readonly string[];
  /** Instances that classes inside of others' methods ask for. */
  readonly usedSelves: Set<string>;
  /** Fields that are private in some type of the file. */
  readonly privateFields: ReadonlySet<string>;
  /** Types of the file at its top. */
  readonly types: ReadonlySet<string>;
}

/** A type whose body the lowering is in. */
export interface TypeContext {
  readonly model: TypeModel;
  /** What the class is called in the lowered code. */
  readonly local: string;
  readonly outer: TypeContext | undefined;
  /** The name under which the instance is known to classes inside; `undefined` where there is none. */
  readonly self: string;
  readonly fields: ReadonlyMap<string, { readonly isStatic: boolean }>;
  readonly methods: ReadonlyMap<string, { readonly isStatic: boolean }>;
  readonly types: ReadonlySet<string>;
  /** Whether the type is made where an instance of the outer one is at hand. */
  readonly isLocal: boolean;
}

export interface Scope {
  readonly names: Set<string>;
  readonly outer: Scope | undefined;
}

/** Where in the file the lowering is. */
export interface Context {
  readonly file: FileContext;
  readonly type: TypeContext | undefined;
  readonly isStatic: boolean;
  readonly scope: Scope;
  /** Names that are bound in the middle of an expression, for the function around. */
  readonly hoisted: Set<string>;
  readonly assigned: ReadonlySet<string>;
  /** What `?.` stands behind. */
  readonly conditional?: Code;
  /** The type that a value is to be of, and the one that the function gives. */
  readonly expected?: SyntaxNode | undefined;
  readonly returns?: SyntaxNode | undefined;
  /** In a method with type parameters: those of its name without, by how many arguments they take. */
  readonly plainOverloads?: { readonly name: string; readonly byLength: ReadonlyMap<number, string> } | undefined;
}
