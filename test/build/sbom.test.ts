import { expect, test } from 'vitest';
import { sbomText } from '../../scripts/build/sbom.ts';
import { bundledPackages } from '../../scripts/build/third-party.ts';
import { installPackage } from '../kit/installed.ts';

test('the bill of materials has every package inside the bundle, with its licence, and is the same each time', async () => {
  const packages = bundledPackages((await installPackage()).made.metafile);
  const product = { name: 'rolefit', version: '1.2.3', license: 'Apache-2.0' };
  const text = sbomText(product, packages);
  expect(sbomText(product, packages)).toBe(text);
  const { bomFormat, specVersion, metadata, components, dependencies } = JSON.parse(text);
  expect({ bomFormat, specVersion }).toEqual({ bomFormat: 'CycloneDX', specVersion: '1.5' });
  expect(metadata.component.purl).toBe('pkg:npm/rolefit@1.2.3');
  expect(components.map(({ name, version }: { name: string; version: string }) => `${name} ${version}`)).toEqual(
    packages.map(({ name, version }) => `${name} ${version}`),
  );
  for (const { purl, licenses } of components) {
    expect(purl).toMatch(/^pkg:npm\/(?:%40[\w.-]+\/)?[\w.-]+@\d/);
    expect(licenses).toHaveLength(1);
  }
  expect(dependencies[0].dependsOn).toHaveLength(components.length);
}, 60_000);
