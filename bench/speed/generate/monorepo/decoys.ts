import type { TreeFile } from '../integration.ts';
import type { Random } from '../random.ts';
import { capitalized } from './words.ts';

const vendors = [
  ...['airtable', 'asana', 'braze', 'calendly', 'clearbit', 'customerio', 'drift', 'eloqua', 'freshdesk', 'github'],
  ...['hubspot', 'intercom', 'iterable', 'jira', 'klaviyo', 'linear', 'mailchimp', 'marketo', 'mixpanel', 'notion'],
  ...['outreach', 'pardot', 'pipedrive', 'postmark', 'quickbooks', 'salesforce', 'segment', 'sendgrid', 'shopify'],
  ...['slack', 'stripe', 'twilio', 'typeform', 'xero', 'zendesk', 'zuora'],
] as const;

/** Other vendors' addresses, links and words that are nearly the ones looked for, as every real repository has them. */
const lines = [
  "export const docs = 'https://developers.example.com/rest/v1/reference';",
  "export const endpoint = 'https://api.example.net/rest/v1/orders?limit=50';",
  "export const rows = (id: string) => 'https://db.example.net/rest/v1/invoices?id=eq.'.concat(id);",
  "export const campaign = 'spring-marketing-2026';",
  "export const reports = (id: string) => fetch('/api/v1/reports/'.concat(id));",
  "export const bulkEdit = '/admin/bulk/edit';",
  "export const token = 'https://login.example.net/oauth/v2/token';",
] as const;

export function decoyLine(random: Random): string {
  return `${random.pick(lines)}\n`;
}

/**
 * What makes a repository speak of Marketo without calling it: a registry of integrations, icons, labels, tests of other
 * vendors' clients, and paths of others that begin like Marketo's.
 */
export function* nearMarketo(folder: string): Generator<TreeFile> {
  const entries = vendors.map((name) => `  ${name}: { label: '${capitalized(name)}', icon: '${name}', oauth: true },`);
  yield [`${folder}/src/integrations/registry.ts`, `export const registry = {\n${entries.join('\n')}\n} as const;\n`];
  for (const name of vendors) {
    const title = capitalized(name);
    const icon = `export const ${title}Icon = () => (\n  <svg viewBox="0 0 24 24">\n    <path d="M4 4h16v16H4z" />\n  </svg>\n);\n`;
    yield [`${folder}/src/integrations/icons/${name}.tsx`, icon];
  }
  const index = vendors.map((name) => `export { ${capitalized(name)}Icon } from './icons/${name}';`);
  yield [`${folder}/src/integrations/index.ts`, `${index.join('\n')}\nexport { registry } from './registry';\n`];
  const labels = Object.fromEntries(vendors.map((name) => [`integration.${name}`, `Connect ${capitalized(name)}`]));
  yield [`${folder}/locales/en/integrations.json`, `${JSON.stringify(labels, null, 2)}\n`];
  yield [`${folder}/src/vendors/database.ts`, database];
  yield [`${folder}/src/vendors/mailing.ts`, mailing];
}

/** Strong by its path alone; its host says that it is somebody else's. */
const database = `const base = 'https://db.example.net/rest/v1';

export async function findUsers(ids: readonly string[]) {
  const answer = await fetch(\`https://db.example.net/rest/v1/users?id=in.(\${ids.join(',')})\`);
  return answer.json();
}

export const removeList = (id: string) => fetch(\`\${base}/lists?id=eq.\${id}\`, { method: 'DELETE' });
`;

/** Ends like a path of Marketo's. */
const mailing = `const host = 'https://mail.example.org';

export const campaigns = () => fetch(\`\${host}/v1/campaigns.json\`);
export const lists = (id: string) => fetch(host + '/v1/lists/' + id + '/members.json');
`;
