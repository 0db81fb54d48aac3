/**
 * How an HTTP client library is described in rules/clients: which names lead to which kind of thing, and how a
 * request's parts arrive in a call. Data only; `src/static/sinks/` interprets it for every client alike.
 */
export interface ClientRules {
  /** E.g. "axios". */
  readonly client: string;
  /** Import specifiers. */
  readonly modules: readonly string[];
  /** Global names that stand for the root kind. */
  readonly globals: readonly string[];
  /** The kind of the module itself and of its default export. */
  readonly root: string;
  /** Named exports that are not members of the root. */
  readonly exports: Readonly<Record<string, string>>;
  readonly kinds: Readonly<Record<string, KindRules>>;
}

/** One kind of thing that a client library gives: its function, an instance, a request under construction. */
export interface KindRules {
  /** What calling it does. */
  readonly call?: MemberRules;
  /** What `new` on it does; absent: it becomes itself. */
  readonly construct?: MemberRules;
  readonly members: Readonly<Record<string, MemberRules>>;
  /** Every member that `members` does not name; typical for chained requests, whose every method gives the request. */
  readonly otherMembers?: MemberRules;
  readonly options: OptionNames;
  /** `append`: base, then path. `resolve`: as a browser resolves a link against the base. */
  readonly join: 'append' | 'resolve';
  readonly defaultMethod: string;
}

/** What calling a member does. */
export interface MemberRules {
  readonly request?: RequestShape;
  /** The result is another kind, made with the options at this argument. */
  readonly becomes?: string;
  /** Index of the argument whose options the new kind starts from. */
  readonly defaults?: number;
  /** The member is not a function but a thing of this kind. */
  readonly kind?: string;
  /** The member is an object of options that requests start from (`axios.defaults`). */
  readonly defaultOptions?: boolean;
  /** Index of the argument that is a function run on the options of every request. */
  readonly interceptor?: number;
  /** Index of the argument that is a function called with the client. */
  readonly callback?: number;
  /** Parts that the new kind starts from, named by arguments of their own: `new Client(origin)`. */
  readonly starts?: StartRules;
  /** Index of the argument that is given back: `rateLimit(axios.create())`. */
  readonly returns?: number;
  /** The call gives the answer: functions among its arguments run with it. */
  readonly answer?: boolean;
  /** The member is not a function but this text: `HttpMethods.GET`. */
  readonly text?: string;
}

/** Which arguments name the parts that a new kind starts from. */
export interface StartRules {
  /** Index of an address; it is joined to the base so far. */
  readonly base?: number;
  readonly url?: number;
  /** A fixed method, or the index of the argument that names it. */
  readonly method?: string | number;
  /** Arguments are told apart by their look: a word in capitals is the method, an address the base. */
  readonly anyOrder?: boolean;
}

/** Where the parts of a request stand among the arguments. An object at `url` is taken as the options. */
export interface RequestShape {
  readonly url?: number;
  readonly options?: number;
  readonly body?: number;
  readonly query?: number;
  /** A fixed method, or the index of the argument that names it. */
  readonly method?: string | number;
  /** What the call gives: another kind, for chained requests. */
  readonly becomes?: string;
  /** Index of the argument that is the base. */
  readonly base?: number;
  /** Property of `this` that holds the base, for clients that are base classes. */
  readonly baseOfThis?: string;
  /** The argument at `url` is a list of requests. */
  readonly list?: boolean;
}

/** Names of the options that carry a part, first found first. A dot leads into an inner object. */
export interface OptionNames {
  readonly url: readonly string[];
  readonly base: readonly string[];
  readonly host: readonly string[];
  readonly path: readonly string[];
  readonly method: readonly string[];
  readonly query: readonly string[];
  readonly body: readonly string[];
  /** Those whose objects are sent as a form, so that their fields are parameters. */
  readonly form: readonly string[];
}

/** A kind together with the client it belongs to. */
export interface ClientKind {
  readonly client: ClientRules;
  readonly name: string;
  readonly rules: KindRules;
}

export function clientKind(client: ClientRules, name: string): ClientKind | undefined {
  const rules = client.kinds[name];
  return rules === undefined ? undefined : { client, name, rules };
}
