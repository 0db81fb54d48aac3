/** Modules that a framework or a person starts by the place they stand in. Paths count from the package's folder. */
const entryConventions: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  {
    pattern: /^(?:src\/)?(?:index|main|server|app|cli|worker|handler|lambda)\.[a-z]+$/,
    reason: 'main module of the package',
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

/** The reason why a place makes a module an entry, or `undefined`. */
export function conventionFor(pathInPackage: string): string | undefined {
  return entryConventions.find(({ pattern }) => pattern.test(pathInPackage))?.reason;
}
