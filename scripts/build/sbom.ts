import type { BundledPackage } from './third-party.ts';

/** What the bill is about. */
export interface Product {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/**
 * A software bill of materials of what is inside the bundle, as CycloneDX 1.5 has it. Without serial number and time, so
 * that the same build gives the same bytes.
 */
export function sbomText(product: Product, packages: readonly BundledPackage[]): string {
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { type: 'application', ...componentOf(product) } },
    components: packages.map((one) => ({ type: 'library', ...componentOf(one) })),
    dependencies: [
      { ref: purl(product), dependsOn: packages.map(purl) },
      ...packages.map((one) => ({ ref: purl(one) })),
    ],
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

function componentOf({ name, version, license }: Product) {
  const url = purl({ name, version });
  // An expression such as "(MIT OR Apache-2.0)" is not the id of one licence.
  const licenses = /^[\w.+-]+$/.test(license) ? [{ license: { id: license } }] : [{ expression: license }];
  return { 'bom-ref': url, name, version, purl: url, licenses };
}

/** "pkg:npm/%40dagrejs/graphlib@4.0.6" */
function purl({ name, version }: Pick<Product, 'name' | 'version'>): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}
