import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { InputPlace } from '../model/input-error.ts';
import { isNestedTooDeeply } from '../model/nesting.ts';
import type { JsonPath, Locate } from '../schema/index.ts';

/** Says where a value of a JSON text stands, line and column from 1. The text is parsed again only when first asked. */
export function locateIn(file: string, text: string): Locate {
  let place: ((path: JsonPath) => InputPlace) | undefined;
  return (path) => {
    place ??= placesOf(file, text);
    return place(path);
  };
}

/** Where a text that is not JSON breaks off, as far as can be told. */
export function placeOfBreak(file: string, text: string): InputPlace {
  if (isNestedTooDeeply(text)) return { file };
  const lines = new LineCounter();
  const offset = parseDocument(text, { schema: 'json', lineCounter: lines }).errors[0]?.pos[0];
  return offset === undefined ? { file } : placeAt(file, lines, offset);
}

// JSON is YAML, and the YAML parser keeps what JSON.parse forgets: where each value begins.
function placesOf(file: string, text: string): (path: JsonPath) => InputPlace {
  if (isNestedTooDeeply(text)) return () => ({ file });
  const lines = new LineCounter();
  return placesIn(file, parseDocument(text, { schema: 'json', lineCounter: lines }), lines);
}

/** Where the values of a document stand that is parsed already. */
export function placesIn(file: string, document: Document, lines: LineCounter): Locate {
  return (path) => {
    // What is missing has no place of its own: the nearest value around it has to do.
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return placeAt(file, lines, node.range[0]);
    }
    return { file };
  };
}

function placeAt(file: string, lines: LineCounter, offset: number): InputPlace {
  const { line, col } = lines.linePos(offset);
  return { file, line, column: col };
}
