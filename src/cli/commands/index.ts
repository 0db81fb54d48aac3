import type { Command } from '../command.ts';
import { analyze } from './analyze.ts';
import { check } from './check.ts';
import { completion } from './completion.ts';
import { diff } from './diff.ts';
import { explain } from './explain.ts';
import { explore } from './explore.ts';
import { init } from './init.ts';
import { logsQuery } from './logs-query.ts';
import { mcp } from './mcp.ts';
import { merge } from './merge.ts';
import { model } from './model.ts';
import { record } from './record.ts';
import { redact } from './redact.ts';
import { role } from './role.ts';
import { serve } from './serve.ts';
import { verify } from './verify.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  analyze,
  check,
  role,
  explain,
  explore,
  diff,
  merge,
  logsQuery,
  redact,
  record,
  serve,
  verify,
  mcp,
  model,
  init,
  completion,
];
