#!/usr/bin/env bash
# API Extractor's rolled-up declarations take a value for a type.
#
# Guessed:  typeof import('./text.js').text, as the compiler infers it for code that loads a module when it is needed, comes
#           out of the roll-up as typeof text.
# Instead:  it comes out as text, which is a function: "'text' refers to a value, but is being used as a type here" for
#           everybody who checks declarations. The extractor reports success. An explicit return type avoids it.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "name": "probe", "version": "1.0.0", "private": true, "types": "lib/index.d.ts" }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @microsoft/api-extractor@7.60.1
mkdir lib
echo 'export declare function text(): string;' >lib/text.d.ts
echo "export declare const load: () => Promise<typeof import('./text.js').text>;" >lib/index.d.ts

cat >probe.cjs <<'PROBE'
const { readFileSync } = require('node:fs');
const { Extractor, ExtractorConfig } = require('@microsoft/api-extractor');

const folder = process.cwd();
const settings = ExtractorConfig.prepare({
  configObjectFullPath: undefined,
  packageJsonFullPath: `${folder}/package.json`,
  configObject: {
    projectFolder: folder,
    mainEntryPointFilePath: `${folder}/lib/index.d.ts`,
    compiler: { overrideTsconfig: { compilerOptions: { module: 'nodenext', moduleResolution: 'nodenext', strict: true }, include: ['lib'] } },
    apiReport: { enabled: false },
    docModel: { enabled: false },
    dtsRollup: { enabled: true, untrimmedFilePath: `${folder}/rolled-up.d.ts` },
    tsdocMetadata: { enabled: false },
  },
});
const { succeeded } = Extractor.invoke(settings, { localBuild: true, messageCallback: (message) => { message.handled = true; } });
const [line] = readFileSync('rolled-up.d.ts', 'utf8').match(/^export declare const load.*$/m);
console.log(`node ${process.versions.node}, @microsoft/api-extractor ${require('@microsoft/api-extractor/package.json').version}`);
console.log(`  succeeded: ${succeeded}`);
console.log(`  ${line}`);
if (!succeeded || line !== 'export declare const load: () => Promise<text>;') process.exitCode = 1;
PROBE
node probe.cjs
