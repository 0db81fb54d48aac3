/** What programs compare with and what the world answers: both draw from the same few words, so that they meet. */
export const modes = ['idle', 'run', 'done'] as const;
export type Mode = (typeof modes)[number];

/** Properties that programs read of what comes from outside, and what the world puts there. */
export const inputKeys = {
  mode: 'mode',
  kind: 'mode',
  status: 'mode',
  method: 'method',
  path: 'path',
  options: 'input',
  body: 'input',
  query: 'input',
  items: 'list',
  rows: 'list',
  more: 'boolean',
  count: 'count',
  next: 'function',
  done: 'function',
} as const;
export type InputKey = keyof typeof inputKeys;

/** Operations that need no parameter, whose permission hangs on nothing else, and that no other is like. */
export const operations: readonly { readonly method: string; readonly path: string }[] = [
  { method: 'GET', path: '/rest/v1/lists.json' },
  { method: 'POST', path: '/rest/v1/leads/delete.json' },
  { method: 'GET', path: '/rest/v1/companies.json' },
  { method: 'POST', path: '/rest/v1/opportunities.json' },
  { method: 'GET', path: '/rest/v1/campaigns.json' },
  { method: 'POST', path: '/rest/v1/namedaccounts.json' },
  { method: 'GET', path: '/rest/v1/stats/usage.json' },
  { method: 'POST', path: '/rest/asset/v1/emails.json' },
  { method: 'GET', path: '/rest/asset/v1/folders.json' },
  { method: 'POST', path: '/rest/asset/v1/snippets.json' },
  { method: 'GET', path: '/rest/v1/salespersons.json' },
  { method: 'POST', path: '/rest/v1/companies/delete.json' },
  { method: 'GET', path: '/rest/asset/v1/programs.json' },
  { method: 'POST', path: '/rest/asset/v1/forms.json' },
  { method: 'GET', path: '/rest/v1/activities/types.json' },
  { method: 'POST', path: '/rest/v1/opportunities/delete.json' },
  { method: 'GET', path: '/rest/asset/v1/smartLists.json' },
  { method: 'POST', path: '/rest/asset/v1/files.json' },
  { method: 'GET', path: '/rest/v1/leads/partitions.json' },
  { method: 'POST', path: '/rest/v1/salespersons/delete.json' },
  { method: 'GET', path: '/rest/asset/v1/tagTypes.json' },
  { method: 'POST', path: '/rest/asset/v1/staticLists.json' },
  { method: 'GET', path: '/rest/v1/stats/errors.json' },
  { method: 'POST', path: '/rest/asset/v1/landingPages.json' },
];

/** Paths at which two operations are, one that reads and one that writes: for requests of which only the method is chosen. */
export const pathsWithTwo: readonly string[] = [
  '/rest/asset/v1/landingPageTemplates.json',
  '/rest/asset/v1/emailTemplates.json',
  '/rest/asset/v1/redirectRules.json',
  '/rest/asset/v1/smartCampaigns.json',
];
