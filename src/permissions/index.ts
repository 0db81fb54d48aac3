export { buildPermissionGraph } from './build-permission-graph.ts';
export { explainImplication } from './explain-implication.ts';
export { queryPermissions } from './query-permissions.ts';
