import { abilitiesSchema } from './abilities.ts';
import { clientsSchema, notCallsSchema } from './clients.ts';
import { configSchema } from './config.ts';
import { errorsSchema } from './errors.ts';
import { frameworksSchema } from './frameworks.ts';
import { lockSchema } from './lock.ts';
import { logFormatsSchema } from './log-formats.ts';
import { mcpSchema } from './mcp.ts';
import { permissionsSchema } from './permissions.ts';
import { reportSchema } from './report.ts';
import { roleSheetSchema } from './role-sheet.ts';
import { rulesSchema } from './rules.ts';
import { scenarioSchema } from './scenario.ts';
import { sdksSchema } from './sdks.ts';
import { vendorsSchema } from './vendors.ts';

/** Every schema that ships with the package, with its file name under rules/schema/. `npm run schema` writes them. */
export const schemas = [
  { file: 'abilities.schema.json', schema: abilitiesSchema },
  { file: 'clients.schema.json', schema: clientsSchema },
  { file: 'config.schema.json', schema: configSchema },
  { file: 'errors.schema.json', schema: errorsSchema },
  { file: 'frameworks.schema.json', schema: frameworksSchema },
  { file: 'lock.schema.json', schema: lockSchema },
  { file: 'log-formats.schema.json', schema: logFormatsSchema },
  { file: 'mcp.schema.json', schema: mcpSchema },
  { file: 'not-calls.schema.json', schema: notCallsSchema },
  { file: 'permissions.schema.json', schema: permissionsSchema },
  { file: 'report.schema.json', schema: reportSchema },
  { file: 'role-sheet.schema.json', schema: roleSheetSchema },
  { file: 'rules.schema.json', schema: rulesSchema },
  { file: 'scenario.schema.json', schema: scenarioSchema },
  { file: 'sdks.schema.json', schema: sdksSchema },
  { file: 'vendors.schema.json', schema: vendorsSchema },
] as const satisfies readonly { readonly file: string; readonly schema: object }[];

export { type AbilitiesFile, abilitiesSchema } from './abilities.ts';
export { type ClientFile, clientsSchema, type NotCallsFile, notCallsSchema } from './clients.ts';
export { type ComparedReport, comparedReportSchema } from './compared-report.ts';
export { type ConfigFile, configSchema } from './config.ts';
export { errorsSchema } from './errors.ts';
export { type FrameworkFile, frameworksSchema } from './frameworks.ts';
export type { FromSchema } from './from-schema.ts';
export { type JsonPath, type Locate, wholeFile } from './json-path.ts';
export { type LockFile, lockSchema } from './lock.ts';
export { type LogFormatsFile, logFormatsSchema } from './log-formats.ts';
export { type McpFile, type McpRow, mcpSchema } from './mcp.ts';
export { type GroupRow, type PermissionRow, type PermissionsFile, permissionsSchema } from './permissions.ts';
export { type PublishedReport, reportSchema } from './report.ts';
export { type ClaimRow, type OperationRow, type RequirementRow, type RuleFile, rulesSchema } from './rules.ts';
export { type ScenarioFile, scenarioSchema } from './scenario.ts';
export { type SdkFile, sdksSchema } from './sdks.ts';
export { type VendorFile, vendorsSchema } from './vendors.ts';
