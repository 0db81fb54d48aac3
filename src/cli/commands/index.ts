import type { Command } from '../command.ts';
import { analyze } from './analyze.ts';
import { explain } from './explain.ts';
import { model } from './model.ts';
import { role } from './role.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [analyze, role, explain, model];
