/** How a Marketo SDK is described in rules/sdks: which of its methods call which operations. */
export interface SdkRules {
  /** E.g. "node-marketo-rest". */
  readonly sdk: string;
  readonly modules: readonly string[];
  /** Export names that are the client class; "default" for the module itself. */
  readonly exports: readonly string[];
  /** Operations by method path from the client, e.g. "lead.find". */
  readonly methods: Readonly<Record<string, SdkMethod>>;
}

export interface SdkMethod {
  /** Operation ids that the method calls, all of them. */
  readonly operations: readonly string[];
  /** What the first arguments are called, in languages that give them by name. */
  readonly names?: readonly string[];
  /** Index of the argument that names another method, which is called. */
  readonly byName?: number;
  /** Operations chosen by a textual argument, e.g. an option that picks the endpoint. */
  readonly byArgument?: {
    readonly index: number;
    readonly property?: string;
    readonly operations: Readonly<Record<string, readonly string[]>>;
  };
  /** Index of the arguments from which path, method come, for the SDK's own pass-through. */
  readonly passThrough?: { readonly path: number; readonly method: string | number; readonly isWhole?: boolean };
}

/** What is never evidence of a call: mock libraries, loggers, test functions (rules/clients/not-calls.json). */
export interface NotCalls {
  /** Modules whose every call is ignored. */
  readonly modules: readonly string[];
  /** Global names likewise. */
  readonly globals: readonly string[];
  /** Last names of functions that write a text for people, e.g. "debug". */
  readonly functions: readonly string[];
  /** Of all these, the names that belong to mocks and tests. */
  readonly mocks: readonly string[];
  /** Names of methods that serve a route when they get a handler. */
  readonly routes: readonly string[];
  /** Last words of the names of things that keep, count or hash what they get, e.g. "cache". */
  readonly keepers: readonly string[];
  /** Words in the names of functions that hash or sign what they get. */
  readonly keeping: readonly string[];
  /** Words by which settings name another service, e.g. "slack". */
  readonly services: readonly string[];
  /** Words in the names of whole addresses that lead to no API, e.g. "webhook". */
  readonly links: readonly string[];
  /** Names of headers, in lower case, that only other services are sent. */
  readonly headers: readonly string[];
  /** Starts of paths, in lower case, that look like Marketo's and are other services', e.g. "/rest/v1/rpc/". */
  readonly paths: readonly string[];
}
