import { type FrameworkFile, frameworksSchema } from '../schema/index.ts';
import type { FrameworkRules } from '../static/contract/framework-rules.ts';
import type { JsonFile } from './read-json.ts';
import { validate } from './validate.ts';

/**
 * The framework that a file of rules/frameworks describes.
 * @throws InputErrors with the broken places of the file.
 */
export async function parseFramework(json: JsonFile): Promise<FrameworkRules> {
  return toFrameworkRules(await validate(frameworksSchema, json, /^\/(classes|objects|files|bindings|waiting)\/[^/]+/));
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
    files: files.map(({ shownBy: _, ...row }) => ({ paths: [], ...row })),
    bindings: bindings.map(({ token }) => ({ token })),
    waiting: waiting.map(({ shownBy: _, ...row }) => ({ ...noWaiting, ...row })),
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
  without: [],
} as const;
