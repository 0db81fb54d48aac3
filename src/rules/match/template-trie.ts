import type { Segment } from './segment.ts';
import { fillsParameter, type Template, type TemplateSegment } from './template.ts';

/** All templates by their segments, so that one walk from the left finds the most specific that a path fits. */
export interface TemplateTrie {
  /**
   * The templates at the most specific place that the path surely fits and where at least one `counts`; `[]` when
   * there is none. Compared segment by segment from the left, a literal is more specific than a parameter with a
   * suffix, a longer suffix more than a shorter, and a bare parameter least. Every node is visited at most once.
   */
  find(segments: readonly Segment[], counts: (template: Template) => boolean): readonly Template[];
}

interface Node {
  readonly literals: Map<string, Node>;
  /** The longest suffix first. */
  readonly parameters: { readonly suffix: string; readonly node: Node }[];
  /** Templates that end here: one of each method in a sound rule set, and aliases. */
  readonly templates: Template[];
}

/** `fold` is applied to the templates' literal text; the paths asked for must be folded alike. */
export function createTemplateTrie(templates: readonly Template[], fold: (text: string) => string): TemplateTrie {
  const root = createNode();
  for (const template of templates) {
    let node = root;
    for (const segment of template.segments) node = childFor(node, segment, fold);
    node.templates.push(template);
  }
  return { find: (segments, counts) => walk(root, segments, 0, counts) ?? [] };
}

function createNode(): Node {
  return { literals: new Map(), parameters: [], templates: [] };
}

function childFor(node: Node, segment: TemplateSegment, fold: (text: string) => string): Node {
  return segment.kind === 'literal'
    ? literalChild(node, fold(segment.text))
    : parameterChild(node, fold(segment.suffix));
}

function literalChild(node: Node, text: string): Node {
  const known = node.literals.get(text);
  if (known) return known;
  const child = createNode();
  node.literals.set(text, child);
  return child;
}

function parameterChild(node: Node, suffix: string): Node {
  const known = node.parameters.find((parameter) => parameter.suffix === suffix);
  if (known) return known.node;
  const child = createNode();
  node.parameters.push({ suffix, node: child });
  node.parameters.sort((a, b) => b.suffix.length - a.suffix.length);
  return child;
}

function walk(
  node: Node,
  segments: readonly Segment[],
  depth: number,
  counts: (template: Template) => boolean,
): readonly Template[] | undefined {
  const segment = segments[depth];
  if (segment === undefined) return node.templates.some(counts) ? node.templates : undefined;
  const literal = segment.text === undefined ? undefined : node.literals.get(segment.text);
  const found = literal && walk(literal, segments, depth + 1, counts);
  if (found) return found;
  for (const parameter of node.parameters) {
    if (!fillsParameter(segment, parameter.suffix)) continue;
    const below = walk(parameter.node, segments, depth + 1, counts);
    if (below) return below;
  }
  return undefined;
}
