/**
 * How an HTTP client library is described in rules/clients: which names lead to which kind of thing, and how a
 * request's parts arrive in a call. Data only; `src/static/sinks/` interprets it for every client alike.
 */
export interface ClientRules {
  /** E.g. "axios". */
  readonly client: string;
  /** The language of the programs that use it; left out: JavaScript. */
  readonly language?: string;
  /** Import specifiers; those of another language with its name in front: "python:requests". */
  readonly modules: readonly string[];
  /** Global names that stand for the root kind. */
  readonly globals: readonly string[];
  /** The kind of the module itself and of its default export. */
  readonly root: string;
  /** Named exports that are not members of the root. */
  readonly exports: Readonly<Record<string, string>>;
  readonly kinds: Readonly<Record<string, KindRules>>;
  /**
   * What the kinds are in some versions alone. `kinds` itself is what counts where the version is not known, so it has
   * every reading.
   */
  readonly versions?: readonly ClientVersion[];
}

/** A range of versions in which the client is not quite what it is described as. */
export interface ClientVersion {
  /** From one version on, below another, or both: ">=6 <7". */
  readonly range: string;
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
  /**
   * How base and path meet: each of several ways, where majors differ; or by the name of the option that holds the base,
   * where each has a way of its own.
   */
  readonly join: Join | readonly Join[] | Readonly<Record<string, Join>>;
  readonly defaultMethod: string;
  /** The method where nothing names one and one of these options is there, the first that fits. */
  readonly methodWith?: readonly MethodWith[];
  /** The option `path` takes the place of the path of an address that is given as well. */
  readonly pathReplaces?: true;
  /** Functions among the options, or methods of `this`, that may change a request before it is sent. */
  readonly hooks?: readonly HookRules[];
  /** Parts of the path that options fill in: `/lists/:id`. */
  readonly pathParameters?: PathParameters;
  /** What stands before an address and names the method: `"GET /rest/v1/leads.json"`, `"@post/rest/v1/leads.json"`. */
  readonly methodInAddress?: 'words' | 'at-sign';
  /** Parts of the request that the program may set on the thing after it was made: `request.method = 'POST'`. */
  readonly changes?: true;
  /** It is a whole request: code that is not followed and gets it is taken to send it. */
  readonly handed?: true;
}

/**
 * `append`: base, then path, one slash between. `concat`: as they are. `resolve`: as a link is resolved. `directory`: as a
 * link is resolved where the base ends in a slash.
 */
export type Join = 'append' | 'concat' | 'resolve' | 'directory';

export interface MethodWith {
  /** Names of options; the body that an argument of its own brings counts as the first of the names of the body. */
  readonly options: readonly string[];
  readonly method: string;
}

export interface PathParameters {
  /** `{id}` or `:id`. */
  readonly style: 'braces' | 'colon' | 'either';
  /** Options that hold the values by name. A dot leads into an inner object; `*` are the options themselves. */
  readonly options: readonly string[];
}

/** What a hook gets for an argument: a part of the request, or an object of such parts. */
export type HookPart = 'options' | 'url' | 'request' | 'method' | 'next' | 'client' | 'other';
export type HookArgument = HookPart | Readonly<Record<string, HookPart>>;

/** A function that is run on each request before it is sent, and what of it counts afterwards. */
export interface HookRules {
  /** The option that holds the function, or a list of them. A dot leads into an inner object. */
  readonly option?: string;
  /** The option counts wherever it is given, also beside a later one. */
  readonly all?: true;
  /** The method of `this`, for clients that are base classes. */
  readonly ofThis?: string;
  /** For `interceptor`: the property of the argument that holds the function. */
  readonly property?: string;
  readonly gets: readonly HookArgument[];
  /** What it gives is a function, which gets these. */
  readonly thenGets?: readonly HookArgument[];
  /** What it gives counts as this. Left out: only what it changes counts. */
  readonly gives?: 'options' | 'url' | 'request';
  /** The address is whole by then, and stands in the options as a `URL`. */
  readonly whole?: true;
  /** The method stands in the options in lower case. */
  readonly lowerCase?: true;
  /** For `interceptor`: the one that was registered last runs first. */
  readonly lastFirst?: true;
  /** Where it is not followed, it is taken to send the request as it stands. */
  readonly passesOn?: true;
  /** For `interceptor`: the argument whose property `runWhen` says whether it runs. */
  readonly when?: number;
}

/** What calling a member does. */
export interface MemberRules {
  /** The names of the first arguments, in order, in languages that give them by name: all other names are options. */
  readonly names?: readonly string[];
  readonly request?: RequestShape;
  /** The result is another kind, made with the options at this argument. */
  readonly becomes?: string;
  /** Index of the argument whose options the new kind starts from; `all`: each of them. */
  readonly defaults?: number | 'all';
  /** What of the thing the new one does not start from. */
  readonly drops?: readonly ('options' | 'interceptors' | 'method')[];
  /** The member is not a function but a thing of this kind. */
  readonly kind?: string;
  /** The member is an object of options that requests start from (`axios.defaults`). */
  readonly defaultOptions?: boolean;
  /** Index of the argument that is a function run on the options of every request. */
  readonly interceptor?: number;
  /** How an interceptor is called; left out: with the options, which it gives back. */
  readonly hook?: HookRules;
  /** Index of the argument that says which interceptor is taken away again, or all of them. */
  readonly eject?: number | 'all';
  /** It changes the options that requests of this thing start from, and gives the thing. */
  readonly sets?: StartRules & {
    readonly options?: number;
    readonly body?: number;
    /** One parameter of the query. */
    readonly query?: { readonly name: number; readonly value: number };
  };
  /** It gives the address of the request that it describes, which is not sent. */
  readonly address?: RequestShape;
  /** It is a thing of this kind, whose base goes on with the name of the member: `client.rest.v1.$get()`. */
  readonly segment?: string;
  /** It is a part of the request that the thing stands for. */
  readonly part?: 'url' | 'method';
  /** It gives a class whose instances have the methods of an argument beside those of the kind. */
  readonly service?: {
    readonly becomes: string;
    readonly setUp: number;
    readonly defaults: number;
    readonly methods: number;
  };
  /** With `becomes`: an API that functions describe, each of which is asked once. */
  readonly endpoints?: EndpointRules;
  /** With `becomes`: the argument that describes routes, which the new thing has as methods. */
  readonly routes?: RouteRules;
  /** Index of the argument that is a function called with the client. */
  readonly callback?: number;
  /** Parts that the new kind starts from, named by arguments of their own: `new Client(origin)`. */
  readonly starts?: StartRules;
  /** Index of the argument that is given back: `rateLimit(axios.create())`. */
  readonly returns?: number;
  /** It runs a function of the program that asks for what another argument names: `useSWR(path, fetcher)`. */
  readonly runs?: RunRules;
  /** The call gives the answer: functions among its arguments run with it. */
  readonly answer?: boolean;
  /** The member is not a function but this text: `HttpMethods.GET`. */
  readonly text?: string;
}

/** Which function among the arguments is run, and with what. */
export interface RunRules {
  /** Places where it may stand, the first that is there counts: an argument, or an option of it. */
  readonly functions: readonly { readonly argument: number; readonly option?: string }[];
  /** The argument that it gets; what gives that, where it is a function. */
  readonly gets: number;
  /** A list there is spread over the parameters in older majors, so it is run in both ways. */
  readonly spread?: true;
}

/** Routes as data: a tree or a list of objects, each of which names a method and a path. */
export interface RouteRules {
  readonly argument: number;
  /** The property of the argument that holds the routes; left out: it is the routes. */
  readonly within?: string;
  /** A route without a method asks by the default one. */
  readonly mayLackMethod?: true;
  /** The option of the thing around the routes that all their paths begin with. */
  readonly prefix?: string;
  /** The property that holds the name of the method; left out: the key of the route. */
  readonly name?: string;
  /** The argument of such a method that holds its options. */
  readonly options: number;
  /** The same for methods that send a body. */
  readonly optionsBesideBody?: number;
}

/** An API as functions that say what each endpoint asks for: `endpoints: (build) => ({ x: build.query({ query }) })`. */
export interface EndpointRules {
  /** The argument, and its option that gets the builder and gives the endpoints. */
  readonly argument: number;
  readonly option: string;
  /** Methods of the builder, each of which gets an object. */
  readonly methods: readonly string[];
  /** The function in that object that says what is asked for. */
  readonly asks: string;
  /** The option that gets what is asked for, and sends it. */
  readonly sends: string;
}

/** Which arguments name the parts that a new kind starts from. */
export interface StartRules {
  /** Index of an address; it is joined to the base so far. */
  readonly base?: number;
  readonly url?: number;
  /** A fixed method, or the index of the argument that names it. */
  readonly method?: string | number;
  /** Options by the names under which the kind reads them. */
  readonly named?: Readonly<Record<string, number>>;
  /** Arguments are told apart by their look: a word in capitals is the method, an address the base. */
  readonly anyOrder?: boolean;
}

/** Where the parts of a request stand among the arguments. An object at `url` is taken as the options. */
export interface RequestShape {
  readonly url?: number;
  readonly options?: number;
  readonly body?: number;
  readonly query?: number;
  /** A fixed method, or the index of the argument that names it; where that is not given, the options do. */
  readonly method?: string | number;
  /** The method unless the options name one. */
  readonly preset?: string;
  /** The method may be left out, where the address stands in its place: `request(url)` beside `request('GET', url)`. */
  readonly mayLackMethod?: true;
  /** A `URL` object at `url` carries options as properties of its own. */
  readonly carriesOptions?: true;
  /** What the call gives: another kind, for chained requests. */
  readonly becomes?: string;
  /** Index of the argument that is the base. */
  readonly base?: number;
  /** Property of `this` that holds the base, for clients that are base classes. */
  readonly baseOfThis?: string;
  /** Index of an argument with options that count where no others do. */
  readonly defaults?: number;
  /** The argument at `url` is a list of requests. */
  readonly list?: boolean;
  /** What stands at `url` may be a function that gives it. */
  readonly lazy?: true;
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
