import type { Spelling } from '../../model/operation-use.ts';
import { foldCase, type Segment } from './segment.ts';
import { foldSegment, type Template } from './template.ts';
import { createTemplateTrie } from './template-trie.ts';
import { whenAsked } from './when-asked.ts';

/** The templates that answer a path for sure, all at one place, and how the path deviates from them. */
export interface Hit {
  /** Never empty; one for each operation. */
  readonly templates: readonly Template[];
  readonly spellings: readonly Spelling[];
}

/** What is asked of a template beside its path. */
export interface Wanted {
  isOnHost(template: Template): boolean;
  hasMethod(template: Template): boolean;
}

export type Lookup = (segments: readonly Segment[], wanted: Wanted) => Hit | undefined;

/**
 * Finds the most specific templates that a path surely fits, the strictest reading first: the rule's own path, an
 * alias, then either of them with letter case put aside.
 *
 * A rule's own path is found whatever its method, and the method asked for afterwards: "byName.json" names a lookup,
 * so a POST to it is not an update of the asset whose id is "byName".
 */
export function createLookup(templates: readonly Template[]): Lookup {
  const exact = createTemplateTrie(templates, (text) => text);
  const folded = whenAsked(() => createTemplateTrie(templates, foldCase));
  return (segments, wanted) =>
    findIn(exact, segments, wanted) ?? deviating(findIn(folded(), segments.map(foldSegment), wanted));
}

function deviating(hit: Hit | undefined): Hit | undefined {
  return hit && { templates: hit.templates, spellings: [...hit.spellings, 'case'] };
}

function findIn(
  trie: ReturnType<typeof createTemplateTrie>,
  segments: readonly Segment[],
  wanted: Wanted,
): Hit | undefined {
  const own = trie.find(segments, (template) => !template.alias && wanted.isOnHost(template));
  return (
    answers(own, wanted) ??
    answers(
      trie.find(segments, (template) => template.alias && wanted.isOnHost(template) && wanted.hasMethod(template)),
      wanted,
    )
  );
}

/** The templates of one place that fit what is wanted. A rule's own path shadows an alias of the same method. */
function answers(place: readonly Template[], wanted: Wanted): Hit | undefined {
  const fitting = place.filter((template) => wanted.isOnHost(template) && wanted.hasMethod(template));
  const taken = new Set(fitting.filter(({ alias }) => !alias).map(({ operation }) => operation.method));
  const templates = fitting.filter(({ alias, operation }) => !alias || !taken.has(operation.method));
  if (templates.length === 0) return undefined;
  return { templates, spellings: templates.every(({ alias }) => alias) ? ['alias'] : [] };
}
