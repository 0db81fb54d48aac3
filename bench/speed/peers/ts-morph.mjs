// What ts-morph alone takes for all source files of a folder, used plainly: load them, and ask the type checker what
// each call means. `--first` asks for one file only, as whoever looks for one thing would.
import { join } from 'node:path';
import { Project, ts } from 'ts-morph';

const [folder, first] = process.argv.slice(2);
const project = new Project({ compilerOptions: { allowJs: true } });
const files = project.addSourceFilesAtPaths([
  join(folder, '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'),
  `!${join(folder, '**/node_modules/**')}`,
]);
const checker = project.getTypeChecker().compilerObject;
let [calls, resolved] = [0, 0];
const visit = (node) => {
  if (ts.isCallExpression(node)) {
    calls++;
    if (checker.getResolvedSignature(node)?.declaration !== undefined) resolved++;
  }
  ts.forEachChild(node, visit);
};
for (const file of first === '--first' ? files.slice(0, 1) : files) visit(file.compilerNode);
process.stdout.write(`${files.length} files, ${calls} calls, ${resolved} resolved\n`);
