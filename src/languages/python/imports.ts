import { quote } from '../kit/build.ts';
import { at, type Code } from '../kit/code.ts';
import { ownName } from '../kit/names.ts';
import { inner, part, parts, type SyntaxNode } from '../tree.ts';
import { type Context, writtenName } from './context.ts';
import { importedAs } from './scope.ts';

// import a.b as c, d  ⇒  import * as c from 'python:a.b'
export function importCode(context: Context, node: SyntaxNode): Code {
  return parts(node, 'name').map((name) => {
    const module = part(name, 'name')?.text ?? name.text;
    const local = importedAs(name);
    if (part(name, 'alias') !== undefined || !module.includes('.')) return bind(context, name, local, module);
    // `import a.b` binds `a`, and `a.b` is the module.
    const known = context.file.fresh.next();
    context.file.imports.push(importLine(name, `* as ${known}`, module));
    context.file.dotted.set(module, known);
    return bind(context, name, local, local);
  });
}

/** Binds a module to a name: as the import does it, where nothing else binds the name. */
function bind(context: Context, node: SyntaxNode, local: string, module: string, imported?: string): Code {
  const { scope, file } = context;
  const isOnly = scope.kind === 'module' && scope.bindings.get(local) === 1;
  const name = isOnly ? ownName(local) : file.fresh.next();
  const what = imported === undefined ? `* as ${name}` : `{ ${imported} as ${name} }`;
  file.imports.push(importLine(node, what, module));
  return isOnly ? '' : at(node, `${writtenName(context, local)} = ${name};`);
}

function importLine(node: SyntaxNode, what: string, module: string): Code {
  return at(node, `import ${what} from ${quote(`python:${module}`)};\n`);
}

// from .a import b as c, d  ⇒  import { b as c, d } from 'python:.a'
export function importFromCode(context: Context, node: SyntaxNode): Code {
  const module = part(node, 'module_name')?.text ?? '';
  if (inner(node).some(({ type }) => type === 'wildcard_import')) {
    const star = context.file.fresh.next();
    context.file.stars.push(star);
    context.file.imports.push(
      importLine(node, `* as ${star}`, module),
      at(node, `export * from ${quote(`python:${module}`)};\n`),
    );
    return '';
  }
  return parts(node, 'name').map((name) =>
    bind(context, name, importedAs(name), module, part(name, 'name')?.text ?? name.text),
  );
}
