/** Why a place makes a module an entry. */
export interface EntryConvention {
  readonly reason: string;
  /** Whether it is the package's main module, which anybody may import. */
  readonly isMain?: true;
}

/** Modules that a framework or a person starts by the place they stand in. Paths count from the package's folder. */
const entryConventions: readonly (EntryConvention & { readonly pattern: RegExp })[] = [
  {
    pattern: /^(?:src\/)?(?:index|main|server|app|cli|worker|handler|lambda)\.[a-z]+$/,
    reason: 'main module of the package',
    isMain: true,
  },
  { pattern: /(?:^|\/)pages\//, reason: 'page' },
  {
    pattern: /(?:^|\/)app\/(?:.*\/)?(?:page|route|layout|template|default|actions?)\.[jt]sx?$/,
    reason: 'route of an app folder',
  },
  { pattern: /^(?:src\/)?(?:middleware|instrumentation|proxy)\.[jt]s$/, reason: 'middleware' },
  { pattern: /(?:^|\/)(?:\+(?:page|layout|server)[^/]*|hooks\.(?:server|client))\.[jt]s$/, reason: 'SvelteKit route' },
  { pattern: /(?:^|\/)(?:api|routes|controllers|resolvers|endpoints)\//, reason: 'route folder' },
  { pattern: /(?:^|\/)(?:functions|lambdas?|handlers|edge-functions)\//, reason: 'serverless function folder' },
  { pattern: /(?:^|\/)(?:cron|crons|jobs|workers|tasks|queues|triggers|subscribers)\//, reason: 'job folder' },
  { pattern: /(?:^|\/)(?:bin|scripts|script|commands|cli)\//, reason: 'script folder' },
  { pattern: /\.(?:node|credentials|trigger)\.[jt]s$/, reason: 'n8n node' },
  { pattern: /(?:^|\/)components\/.*(?:\/(?:actions|sources)\/|\.app\.m?[jt]s$)/, reason: 'Pipedream component' },
  { pattern: /\.gs$/, reason: 'Apps Script file' },
  { pattern: /\.(?:controller|resolver|job|worker|command|cron)\.[jt]s$/, reason: 'started by its framework' },
];

/** What makes a module an entry by its place, or `undefined`. */
export function conventionFor(pathInPackage: string): EntryConvention | undefined {
  return entryConventions.find(({ pattern }) => pattern.test(pathInPackage));
}
