/** Stands for a tool whose name was not recorded or is no name: an e-mail address, a secret or a whole text in its place. */
export const unreadableTool = '?';

/** Snake case, kebab case or camel case, as servers name their tools. */
const toolName = /^[a-z][a-z0-9_.-]{0,63}$/i;

/** As long a run of letters and digits is a client secret rather than a word. */
const secret = /[a-z0-9]{32}/i;

/**
 * The name of a tool as it may be looked up and shown, or `undefined` for what cannot be one. The prefix that clients
 * put before the tools of a server, `mcp__<server>__`, is taken off.
 */
export function toToolName(text: string): string | undefined {
  const name = text.trim().replace(/^mcp__.{0,64}?__/, '');
  return toolName.test(name) && !secret.test(name) ? name : undefined;
}
