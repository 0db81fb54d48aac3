import { expect, test } from 'vitest';
import { isManifest, nameInManifest } from '../../src/languages/manifests.ts';

test.each([
  ['pyproject.toml', '[tool.x]\nname = "no"\n[project]\nversion = "1"\nname = "job"\n', 'job'],
  ['pyproject.toml', "[tool.poetry]\nname = 'job'\n", 'job'],
  ['setup.py', 'setup(\n    name="job",\n)', 'job'],
  ['setup.cfg', '[metadata]\nname = job\n', 'job'],
  ['composer.json', '{\n    "name": "acme/plugin"\n}', 'plugin'],
  ['sync.gemspec', 'Gem::Specification.new do |s|\n  s.name = "sync"\nend', 'sync'],
  [
    'pom.xml',
    '<project><parent><artifactId>parent</artifactId></parent>\n<artifactId>batch</artifactId></project>',
    'batch',
  ],
  ['pom.xml', '<project><artifactId>batch</artifactId></project>', 'batch'],
  ['settings.gradle.kts', 'rootProject.name = "batch"', 'batch'],
  ['Sync.csproj', '<Project></Project>', 'Sync'],
  ['Sync.csproj', '<AssemblyName>acme-sync</AssemblyName>', 'acme-sync'],
  ['go.mod', 'module example.com/acme/sync\n\ngo 1.22\n', 'sync'],
  ['Gemfile', 'source "https://rubygems.example"', undefined],
  ['build.gradle', 'plugins { id "java" }', undefined],
  ['composer.json', '{ "require": {} }', undefined],
])('%s gives its program a name', (file, text, name) => {
  expect(isManifest(file)).toBe(true);
  expect(nameInManifest(file, text)).toBe(name);
});

test.each(['package.json', 'pom.xml.bak', 'requirements.txt', 'go.sum'])(
  '%s is no manifest of another language',
  (file) => {
    expect(isManifest(file)).toBe(false);
  },
);
