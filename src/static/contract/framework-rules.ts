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
  readonly told?: FrameworkTold;
  /** Which exports it takes, and no other. */
  readonly exports: readonly string[];
}

/** How the program tells it: `new Worker('leads', './sandbox.js')`. */
export interface FrameworkTold {
  /** The calls, as everywhere; or, where it is passed, what of the framework another one is handed. */
  readonly given: readonly string[];
  /** Which argument, from zero on; any of them where it is left out. */
  readonly argument?: number;
  /** Under which property of an object among them. */
  readonly key?: string;
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
  readonly argument?: number;
  /** Only with this written in an object among the arguments: `autorun: false`. */
  readonly option?: { readonly name: string; readonly is: boolean | number };
  /** Properties of such an object with which it does not wait. */
  readonly without: readonly string[];
}
