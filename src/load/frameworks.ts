import { type FrameworkFile, frameworksSchema } from '../schema/index.ts';
import type {
  FrameworkFiles,
  FrameworkRules,
  FrameworkServer,
  FrameworkTold,
} from '../static/contract/framework-rules.ts';
import type { JsonFile } from './read-json.ts';
import { validate } from './validate.ts';

/**
 * The framework that a file of rules/frameworks describes.
 * @throws InputErrors with the broken places of the file.
 */
export async function parseFramework(json: JsonFile): Promise<FrameworkRules> {
  return toFrameworkRules(
    await validate(frameworksSchema, json, /^\/(classes|objects|files|bindings|waiting|kept|named|begun)\/[^/]+/),
  );
}

/** What a file leaves out, filled in. Where a row is from is for people. */
export function toFrameworkRules(file: FrameworkFile): FrameworkRules {
  const {
    framework,
    modules = [],
    globals = [],
    classes = [],
    objects = [],
    files = [],
    bindings = [],
    waiting = [],
    kept = [],
    begun = [],
    named = [],
    server,
  } = file;
  return {
    framework,
    modules,
    globals,
    classes: classes.map((row) => {
      const { shownBy: _, ...rest } = row;
      return { ...noClass, ...rest, given: row.given ?? placesOf(row) };
    }),
    objects: objects.map(({ shownBy: _, ...row }) => ({ ...noCalls, ...row })),
    files: files.map(toFiles),
    bindings: bindings.map(({ token }) => ({ token })),
    waiting: waiting.map(({ shownBy: _, ...row }) => ({ ...noWaiting, ...row })),
    kept: kept.map(({ shownBy: _, ...row }) => ({ ...noKept, ...row })),
    named: named.map(({ tables, beside }) => ({ tables, beside })),
    begun: begun.map(({ made, idle, members }) => ({ made, idle, members })),
    server: server && toServer(server),
  };
}

type FilesRow = NonNullable<FrameworkFile['files']>[number];

function toFiles({ paths = [], told, manifest, exports, named, onlyTold, off, passedOver }: FilesRow): FrameworkFiles {
  return {
    paths,
    told: told && toTold(told),
    manifest: manifest && { without: [], ...manifest },
    exports,
    named: named === true,
    onlyTold: onlyTold && { unless: onlyTold.unless ?? [] },
    off,
    passedOver: passedOver && { but: passedOver.but ?? [] },
  };
}

function toTold(told: NonNullable<FilesRow['told']>): FrameworkTold {
  const { given, argument, key, passed = false, folder = false, without = [] } = told;
  return { given, argument, key, passed, folder, without };
}

function toServer({ shownBy: _, calls = [], classes, ...row }: NonNullable<FrameworkFile['server']>): FrameworkServer {
  return {
    ...noServer,
    ...row,
    calls: calls.map((call) => ({ arguments: undefined, inside: undefined, without: [], ...call })),
    classes: { calls: classes?.calls ?? [], statics: classes?.statics ?? [] },
  };
}

type ClassRow = NonNullable<FrameworkFile['classes']>[number];

/** A class that its decorators or its base tell is the framework's wherever it is handed over. */
function placesOf({ decorators = [], bases = [] }: ClassRow): readonly string[] {
  return decorators.length + bases.length > 0 ? ['*'] : [];
}

const noCalls = { calls: [], decorated: [], statics: [], named: false, fields: false } as const;
const noClass = { ...noCalls, decorators: [], bases: [], made: 'given' } as const;
const noWaiting = {
  holds: 'anything',
  keptBy: 'result',
  argument: undefined,
  option: undefined,
  without: [],
  idle: [],
  unless: [],
} as const;
const noServer = { markup: [], neutral: [], elements: [], client: [], props: [], members: [], tables: [] } as const;
const noKept = { argument: 0, key: undefined, calls: [], unless: [] } as const;
