export { createServer, type Ended, openStdio } from './server.ts';
export type { Line } from './tools.ts';
