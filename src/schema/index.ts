import { clientsSchema, notCallsSchema } from './clients.ts';
import { permissionsSchema } from './permissions.ts';
import { reportSchema } from './report.ts';
import { rulesSchema } from './rules.ts';
import { sdksSchema } from './sdks.ts';

/** Every schema that ships with the package, with its file name under rules/schema/. `npm run schema` writes them. */
export const schemas = [
  { file: 'clients.schema.json', schema: clientsSchema },
  { file: 'not-calls.schema.json', schema: notCallsSchema },
  { file: 'permissions.schema.json', schema: permissionsSchema },
  { file: 'report.schema.json', schema: reportSchema },
  { file: 'rules.schema.json', schema: rulesSchema },
  { file: 'sdks.schema.json', schema: sdksSchema },
] as const satisfies readonly { readonly file: string; readonly schema: object }[];

export { type ClientFile, clientsSchema, type NotCallsFile, notCallsSchema } from './clients.ts';
export type { FromSchema } from './from-schema.ts';
export { type JsonPath, type Locate, wholeFile } from './json-path.ts';
export { type GroupRow, type PermissionRow, type PermissionsFile, permissionsSchema } from './permissions.ts';
export { type ClaimRow, type OperationRow, type RequirementRow, type RuleFile, rulesSchema } from './rules.ts';
export { type SdkFile, sdksSchema } from './sdks.ts';
