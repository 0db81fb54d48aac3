export { displayName } from './display-name.ts';
export { type GrantOptions, parseGrant } from './parse-grant.ts';
export { splitNames } from './parse-list.ts';
export { recognise } from './recognise.ts';
