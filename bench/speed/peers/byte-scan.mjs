// The floor where there is no ripgrep: names the files below a folder that hold one of the texts, and does nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, ...texts] = process.argv.slice(2);
const pattern = new RegExp(texts.map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|'));
const pending = [folder];
for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
  for (const entry of readdirSync(next, { withFileTypes: true })) {
    if (entry.name === '.git' || entry.name === 'node_modules') continue;
    const path = join(next, entry.name);
    if (entry.isDirectory()) pending.push(path);
    else if (entry.isFile() && pattern.test(readFileSync(path, 'latin1'))) process.stdout.write(`${path}\n`);
  }
}
