import { buildPermissionGraph } from '../../src/permissions/index.ts';
import type { RuleSource } from '../../src/rules/index.ts';
import type { OperationRow, RequirementRow } from '../../src/schema/index.ts';
import { permissionsFile } from '../kit/permissions-file.ts';

/** A small hierarchy with a twin, an alias and a loner. */
export const permissions = buildPermissionGraph(
  permissionsFile({
    Shop: [
      { name: 'Read-Only Apple', aliases: ['Read-Only Apples'] },
      { name: 'Read-Write Apple', implies: ['Read-Only Apple'] },
      { name: 'Sell Fruit' },
    ],
  }),
);

/** A sound row, except for what is given. */
export function row(different: Partial<OperationRow> = {}): OperationRow {
  return {
    method: 'GET',
    path: '/shop/v1/apples.json',
    name: 'Get Apples',
    group: 'Apples',
    requires: 'Read-Only Apple',
    effect: 'read',
    personalData: false,
    claims: [{ source: 'spec', requires: 'Read-Only Apple', checked: '2026-01-02' }],
    agreement: 'single',
    ...different,
  };
}

/** A rule file of rows. */
export function source(...operations: readonly OperationRow[]): RuleSource {
  return { file: 'rules/apples.json', rules: { area: 'apples', host: 'rest', operations } };
}

/** A requirement with a condition. */
export function when(parameter: string, then: RequirementRow): RequirementRow {
  return { when: { parameter }, then };
}
