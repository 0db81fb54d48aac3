import { buildPermissionGraph } from '../../src/permissions/index.ts';
import type { ReportModel } from '../../src/report/index.ts';
import { compileRules } from '../../src/rules/index.ts';
import type { AbilitiesFile, RuleFile } from '../../src/schema/index.ts';

const checked = '2026-07-31';
const spec = (requires: RuleFile['operations'][number]['requires']) => [{ source: 'spec' as const, requires, checked }];

const lead = { anyOf: ['Read-Only Lead', 'Read-Write Lead'] };

// biome-ignore lint/suspicious/noThenProperty: the word of the rules, never awaited
const fullContent = { allOf: ['Read-Only Assets', { when: { parameter: 'leadId' }, then: lead }] };

const operations: RuleFile['operations'] = [
  {
    method: 'POST',
    path: '/rest/asset/v1/email/{id}/approveDraft.json',
    name: 'Approve Email Draft',
    group: 'Emails',
    requires: 'Approve Assets',
    effect: 'execute',
    personalData: false,
    claims: [
      ...spec('Approve Assets'),
      { source: 'endpoint-table', requires: 'Read-Write Assets', checked: '2026-08-17' },
    ],
    agreement: 'conflict',
  },
  {
    method: 'GET',
    path: '/rest/asset/v1/email/{id}/fullContent.json',
    name: 'Get Email Full Content',
    group: 'Emails',
    requires: fullContent,
    effect: 'read',
    personalData: true,
    parameters: ['leadId'],
    claims: spec(fullContent),
    agreement: 'single',
  },
  {
    method: 'GET',
    path: '/rest/v1/leads.json',
    name: 'Get Leads by Filter Type',
    group: 'Leads',
    requires: lead,
    effect: 'read',
    personalData: true,
    claims: spec(lead),
    agreement: 'single',
  },
  {
    method: 'POST',
    path: '/rest/v1/leads.json',
    name: 'Sync Leads',
    group: 'Leads',
    requires: 'Read-Write Lead',
    effect: 'write',
    personalData: true,
    claims: spec('Read-Write Lead'),
    agreement: 'single',
  },
  {
    method: 'POST',
    path: '/rest/v1/leads/delete.json',
    name: 'Delete Leads',
    group: 'Leads',
    requires: 'Read-Write Lead',
    effect: 'delete',
    personalData: true,
    claims: spec('Read-Write Lead'),
    agreement: 'single',
  },
  {
    method: 'GET',
    path: '/rest/v1/stats/usage.json',
    name: 'Get Daily Usage',
    group: 'Usage',
    requires: { allOf: [] },
    effect: 'read',
    personalData: false,
    claims: spec({ allOf: [] }),
    agreement: 'single',
  },
  {
    method: 'POST',
    path: '/userservice/management/v1/users/{userid}/delete.json',
    name: 'Delete User',
    group: 'User Management',
    requires: { allOf: ['Access User Management Api', 'Access Users'] },
    effect: 'admin',
    personalData: true,
    claims: spec({ allOf: ['Access User Management Api', 'Access Users'] }),
    agreement: 'single',
  },
];

const abilities: AbilitiesFile['abilities'] = [
  { phrase: 'delete any lead', operations: ['POST /rest/v1/leads/delete.json'] },
  {
    phrase: 'delete users of Marketo',
    operations: ['POST /userservice/management/v1/users/{userid}/delete.json'],
  },
  { phrase: 'publish e-mails', operations: ['POST /rest/asset/v1/email/{id}/approveDraft.json'] },
  { phrase: 'change the data of any person', operations: ['POST /rest/v1/leads.json'] },
  {
    phrase: 'read names and addresses of leads',
    operations: ['GET /rest/asset/v1/email/{id}/fullContent.json', 'GET /rest/v1/leads.json'],
  },
  { phrase: 'read how much of the API is used', operations: ['GET /rest/v1/stats/usage.json'] },
];

/** A model small enough to check a report against by eye, and apart from the rules that ship, which change. */
export function createReportModel(): ReportModel {
  const source = { title: 'A page', url: 'https://example.com/', checked };
  const sources = ['role-dialog', 'spec'] as const;
  const permissions = buildPermissionGraph({
    sources: { 'role-dialog': source, 'permission-table': source, 'endpoint-table': source, spec: source },
    groups: [
      {
        name: 'Access Admin',
        permissions: [
          { name: 'Access Admin', grants: 'the Admin area', sources },
          { name: 'Access Users', needs: ['Access Admin'], grants: 'users and their roles', sources },
        ],
      },
      {
        name: 'Access API',
        permissions: [
          { name: 'Access User Management Api', grants: 'the user management operations', sources },
          { name: 'Approve Assets', grants: 'publish assets', sources },
          { name: 'Read-Only Activity', grants: 'read activities', sources },
          { name: 'Read-Only Assets', aliases: ['Read-Only Asset'], grants: 'read assets', sources },
          { name: 'Read-Only Lead', aliases: ['Read-Only Person'], grants: 'read persons', sources },
          { name: 'Read-Write Assets', implies: ['Read-Only Assets'], grants: 'create and change assets', sources },
          {
            name: 'Read-Write Lead',
            implies: ['Read-Only Lead'],
            grants: 'create, change and delete persons',
            sources,
          },
        ],
      },
    ],
  });
  const rules = compileRules(
    [{ file: 'rules/sample.json', rules: { area: 'sample', host: 'rest', operations } }],
    permissions,
    { file: 'rules/abilities.json', abilities },
  );
  return { permissions, rules };
}
