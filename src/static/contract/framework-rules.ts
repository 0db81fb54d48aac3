/**
 * What a framework calls, by its own rules, of the classes and objects that it has: rules/frameworks. Data only; where
 * no row speaks of a class or an object, everything public of it may be called.
 *
 * In every list of names `*` stands for any text.
 */
export interface FrameworkRules {
  /** E.g. "nest". */
  readonly framework: string;
  /** Import specifiers whose code the framework is. */
  readonly modules: readonly string[];
  /** Global names that are the framework's: "HTMLElement". */
  readonly globals: readonly string[];
  readonly classes: readonly FrameworkClass[];
  readonly objects: readonly FrameworkObject[];
  readonly files: readonly FrameworkFiles[];
  readonly bindings: readonly FrameworkBinding[];
  readonly waiting: readonly FrameworkWaiting[];
  readonly kept: readonly FrameworkKept[];
  readonly named: readonly FrameworkNamed[];
  readonly begun: readonly FrameworkBegun[];
  readonly server: FrameworkServer | undefined;
}

/** What the framework calls, and nothing else. */
export interface FrameworkCalls {
  /** Members by name, accessors included. */
  readonly calls: readonly string[];
  /** Decorators of the framework that make a member one that it calls. */
  readonly decorated: readonly string[];
  /** Static members by name. */
  readonly statics: readonly string[];
  /** Whether members are also called by names that the program gives it: `router.get('/', [Leads, 'index'])`. */
  readonly named: boolean;
  /** Whether functions in fields of an object's own are called, whatever they are called. */
  readonly fields: boolean;
}

/** Classes of the program, and their instances, of which it knows what they are. Without both of these: any class. */
export interface FrameworkClass extends FrameworkCalls {
  /** Decorators that tell them: of the class, of its members or of its methods' parameters. */
  readonly decorators: readonly string[];
  /** Base classes that tell them. */
  readonly bases: readonly string[];
  /**
   * Where they are handed over: members and calls from the module on, e.g. "feathers().use". What is handed over
   * elsewhere may be called whole.
   */
  readonly given: readonly string[];
  /** Whether a decorator alone makes the framework use the class, or only that it is also handed over. */
  readonly made: 'decorated' | 'given';
}

/** Objects that no class made. What they hold beside functions is handed over as well. */
export interface FrameworkObject extends FrameworkCalls {
  /** Where they are handed over. */
  readonly given: readonly string[];
}

/** Modules that the framework finds by their place, or that the program tells it of by the texts of their paths. */
export interface FrameworkFiles {
  /** From the folder of the package, without the ending: `**` stands for any folders, `{a,b}` for either. */
  readonly paths: readonly string[];
  readonly told: FrameworkTold | undefined;
  /** Of those that fit a path: those that texts below this field of package.json name, "oclif.hooks"; or the others. */
  readonly manifest:
    | { readonly field: string; readonly names: boolean; readonly without: readonly string[] }
    | undefined;
  /** Which exports it takes, and no other. */
  readonly exports: readonly string[];
  /** Whether it takes those as well that the program names by a text: `pool.run(lead, { name: 'push' })`. */
  readonly named: boolean;
  /**
   * Set where nothing is loaded from there but what the program tells of, as soon as it tells of anything; unless it
   * writes one of these names, which tell in another way.
   */
  readonly onlyTold: { readonly unless: readonly string[] } | undefined;
  /** An export that keeps it from using the module where it is `false`. */
  readonly off: string | undefined;
  /** Set where it passes over a module in whose folder an index stands, but for those that fit one of these globs. */
  readonly passedOver: { readonly but: readonly string[] } | undefined;
}

/** How the program tells it: `new Worker('leads', './sandbox.js')`. */
export interface FrameworkTold {
  /** The calls, as everywhere; or, where it is passed, what of the framework another one is handed. */
  readonly given: readonly string[];
  /** Which argument, from zero on; any of them where it is left out. */
  readonly argument: number | undefined;
  /** Under which property of an object among them. */
  readonly key: string | undefined;
  /** Whether the framework itself is an argument: `app.register(autoload, { dir })`. */
  readonly passed: boolean;
  /** Whether the texts are folders, with all that they hold. */
  readonly folder: boolean;
  /** Properties with which such a call says something else, which is not followed. */
  readonly without: readonly string[];
}

/** An object that names who gets what it holds: `{ provide: TOKEN, useClass: Loader }`. */
export interface FrameworkBinding {
  /** The property with the token. Where the token is of another library, that library gets the rest. */
  readonly token: string;
}

/**
 * Calls that call nothing of what they are given until something is done with what they give: an observable that nobody
 * subscribes to.
 */
export interface FrameworkWaiting {
  /** Members and calls from the module on, e.g. "Observable" or "Hono().get". */
  readonly given: readonly string[];
  /** `results`: what the program hands them itself they may call at once; what other waiting calls gave they only keep. */
  readonly holds: 'anything' | 'results';
  /** Who keeps what they are given: what they give alone, or what they are called on as well. */
  readonly keptBy: 'result' | 'receiver';
  /** Which argument waits; all of them where it is left out. */
  readonly argument: number | undefined;
  /** Only with this written in an object among the arguments: `autorun: false`. */
  readonly option: { readonly name: string; readonly is: boolean | number } | undefined;
  /** Properties of such an object with which it does not wait. */
  readonly without: readonly string[];
  /** Methods of the result that start nothing: where the program calls no others of it, nothing is done with it. */
  readonly idle: readonly string[];
  /** Names that start it in another way, wherever the program writes them. */
  readonly unless: readonly string[];
}

/** Tables that a call is given and of which each member is only used by its name, which the program writes. */
export interface FrameworkKept {
  readonly given: readonly string[];
  /** Which argument holds it, from zero on. */
  readonly argument: number;
  /** Under which of its properties the table stands; the argument itself is it where this is left out. */
  readonly key: string | undefined;
  /** Members that it uses by itself. */
  readonly calls: readonly string[];
  /** Names that use all of them, wherever the program writes them. */
  readonly unless: readonly string[];
}

/** Tables of a component that no class made, of which each member is only used by its name, which the program writes. */
export interface FrameworkNamed {
  readonly tables: readonly string[];
  /** Members of the component one of which shows that its code is all that names them. */
  readonly beside: readonly string[];
}

/** Members that nothing calls before the program does something more with an object of the framework. */
export interface FrameworkBegun {
  /** Calls that make such an object. */
  readonly made: readonly string[];
  /** Its methods that do not lead to them. */
  readonly idle: readonly string[];
  readonly members: readonly string[];
}

/** What is not done with a page where only a server renders it, once and as a text. */
export interface FrameworkServer {
  /** Modules that render so. */
  readonly modules: readonly string[];
  /** What files of components end in. */
  readonly markup: readonly string[];
  /** Other modules that render nothing, so that a program with them alone has no page that lives. */
  readonly neutral: readonly string[];
  /** Calls that make what is rendered. */
  readonly elements: readonly string[];
  /** Names that make a page live, wherever the program writes them. */
  readonly client: readonly string[];
  /** Calls that call nothing then of what they are given. */
  readonly calls: readonly FrameworkServerCall[];
  /** What an element of the page itself is given under these names is not called. */
  readonly props: readonly string[];
  /** Members of a component that no class made that are not called. */
  readonly members: readonly string[];
  /** Members whose own functions are not called, of a component without `setup`. */
  readonly tables: readonly string[];
  /** Of a class and its instances only these are called. */
  readonly classes: { readonly calls: readonly string[]; readonly statics: readonly string[] };
}

export interface FrameworkServerCall {
  readonly given: readonly string[];
  /** Which arguments; all where it is left out. */
  readonly arguments: readonly number[] | undefined;
  /** Only directly in a function of this name that waits for nothing. */
  readonly inside: string | undefined;
  /** Not with these properties in an object among the arguments, nor with one that is made elsewhere. */
  readonly without: readonly string[];
}
