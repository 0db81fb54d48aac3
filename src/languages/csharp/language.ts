import { capitalised, classesOf, classSpecifier, type Head, moduleNamesOf, nearest } from '../classy/specifiers.ts';
import type { Language } from '../registry.ts';

/** C#, as far as it is known without a parser. */
export const csharp: Language = {
  id: 'csharp',
  title: 'C#',
  extensions: ['.cs'],
  grammar: 'tree-sitter-c-sharp.wasm',
  constructorName: '__init__',
  load: () => import('./front-end.ts'),
  leftOutFolders: ['.vs'],
  ownLeftOutFolders: ['obj', 'bin', 'packages'],
  testFile: /(?:^|\/)\w*(?:Tests?|Specs?)\.cs$/,
  // A program's beginning, or a class that a framework makes and calls.
  startsItself:
    /\bMain\s*\(|^(?:await|var|return|await using|using var)\s|^\w[\w.]*\(|^[ \t]*\[(?!Json|Obsolete|Serializable|DataMember|DataContract|Xml|Key|Required|Column|Table)[A-Z]\w*|:[\w<>,.\s]{0,300}\b(?:Controller\w*|PageModel|BackgroundService|IHostedService|Hub|IJob|IRequestHandler\w*|IConsumer\w*|Function\w*|Activity\w*|DialogX?)\b/m,
  specifiersIn,
  modulePaths: () => [],
  moduleIn,
  moduleNames: moduleNamesOf,
};

/** The namespaces and the `using` lines of a file. */
export function headOf(text: string): Head & { readonly staticStars: readonly string[] } {
  const own: string[] = [];
  for (const [, name = ''] of text.matchAll(/^[ \t]*namespace\s+([\w.]+)/gm)) {
    const parts = name.split('.');
    for (let length = parts.length; length > 0; length -= 1) own.push(parts.slice(0, length).join('.'));
  }
  const named = new Map<string, string>();
  const stars: string[] = [];
  const staticStars: string[] = [];
  for (const [, isStatic, alias, path = ''] of text.matchAll(
    /^[ \t]*(?:global\s+)?using\s+(static\s+)?(?:(\w+)\s*=\s*)?([\w.]+)\s*;/gm,
  )) {
    if (isStatic !== undefined) {
      const name = path.split('.').at(-1) ?? '';
      named.set(name, path);
      staticStars.push(name);
    } else if (alias !== undefined) named.set(alias, path);
    else stars.push(path);
  }
  return { own: [...own, ''], named, stars: [...stars, ...usual], staticStars };
}

/** What projects of today import everywhere without saying so. */
const usual = [
  'System',
  'System.Net.Http',
  'System.Net.Http.Json',
  'System.Collections.Generic',
  'System.Linq',
  'System.Net',
  'System.Text',
  'System.Threading.Tasks',
];

function specifiersIn(text: string): string[] {
  const head = headOf(text);
  return [...capitalised(text)].map((name) => classSpecifier('csharp', name, head));
}

/** A class is as a rule in a file that is called as it is, in whichever folder. */
function moduleIn(specifier: string, from: string, named: (fileName: string) => readonly string[]): string | undefined {
  const name = classesOf(specifier)[0]?.split('.').at(-1) ?? '';
  const found = named(`${name}.cs`);
  return found.length === 0 ? undefined : nearest(found, from);
}
