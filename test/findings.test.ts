import { execFileSync } from 'node:child_process';
import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../findings', import.meta.url));
const scripts = readdirSync(folder).filter((name) => name.endsWith('.sh'));

test('the table of findings has a row for each script, and no other', () => {
  const named = readFileSync(`${folder}/README.md`, 'utf8').match(/[a-z0-9-]+\.sh\b/g) ?? [];
  expect([...new Set(named)].sort()).toEqual([...scripts].sort());
});

// They install packages, so that they run by hand alone.
test.each(scripts)('%s can be run', (name) => {
  accessSync(`${folder}/${name}`, constants.X_OK);
  execFileSync('bash', ['-n', `${folder}/${name}`]);
});
