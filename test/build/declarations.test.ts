import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Project } from 'ts-morph';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Declarations, makeDeclarations } from '../../scripts/build/declarations.ts';
import { root } from '../../scripts/build/root.ts';
import { schemaTypes } from '../../scripts/build/schema-types.ts';
import { expectGolden } from '../kit/golden.ts';

describe('the declarations of the library', () => {
  let made: Declarations;
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rolefit-types-'));
    made = await makeDeclarations();
    await writeFile(join(folder, 'index.d.ts'), made.rolledUp);
  }, 240_000);
  afterAll(() => rm(folder, { recursive: true }));

  test('are those that docs/library.api.md shows: a change of it is a change for users', () => {
    expectGolden(made.report, new URL('../../docs/library.api.md', import.meta.url));
  });

  test('stand in one file, which needs no package and no file of ours', () => {
    expect(made.rolledUp.match(/^import .*|\bimport\(.*|<reference .*/gm)).toBeNull();
  });

  test('compile under the strictest settings, and the published report has the type that its schema gives', async () => {
    await writeFile(
      join(folder, 'use.ts'),
      [
        "import type { PublishedReport } from './index.d.ts';",
        `import type { PublishedReport as FromSources } from '${root}src/schema/report.ts';`,
        'type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;',
        'export const same: Same<PublishedReport, FromSources> = true;',
        "export const kind: PublishedReport['findings'][number]['severity'] = 'note';",
        "export const wrong: PublishedReport['schemaVersion'] = 2;",
      ].join('\n'),
    );
    const project = new Project({
      tsConfigFilePath: join(root, 'tsconfig.json'),
      skipAddingFilesFromTsConfig: true,
      compilerOptions: { skipLibCheck: false, types: [], lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'] },
    });
    const file = project.addSourceFileAtPath(join(folder, 'use.ts'));
    const own = [file, project.addSourceFileAtPath(join(folder, 'index.d.ts'))];
    const problems = own.flatMap((one) => one.getPreEmitDiagnostics());
    expect(problems.map((problem) => [problem.getLineNumber(), problem.getMessageText()])).toEqual([
      [6, "Type '2' is not assignable to type '1'."],
    ]);
  });
});

test('a keyword that has no type is refused', () => {
  expect(() => schemaTypes('X', { type: 'null', $defs: {} })).toThrow('no type is known');
});
