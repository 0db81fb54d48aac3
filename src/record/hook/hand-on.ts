import childProcess, { ChildProcess } from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';
import workerThreads from 'node:worker_threads';
import { folderVariable } from '../settings.ts';
import { quietly } from './quietly.ts';

type Environment = Readonly<Record<string, unknown>>;
type Call = (...given: unknown[]) => unknown;

/** The option of Node that loads the hook, as it was told to this program: of its other options none is handed on. */
const [option] = /--require "(?:[^"\\]|\\.)*(?:hook|start)\.cjs"/.exec(process.env['NODE_OPTIONS'] ?? '') ?? [];
const folder = process.env[folderVariable];

/** Children and workers that get variables of their own get ours with them: they belong to the run as well. */
export function handOn(): void {
  for (const name of ['spawnSync', 'execFileSync', 'execSync'] as const) {
    const act = childProcess[name] as Call;
    const value: Call = (...given) => Reflect.apply(act, childProcess, given.map(withOwnEnvironment));
    Object.defineProperty(childProcess, name, { value, configurable: true, writable: true, enumerable: true });
  }
  // All other ways to make a child end here.
  const { prototype } = ChildProcess as unknown as { readonly prototype: { spawn: Call } };
  const { spawn } = prototype;
  const look = quietly(addToPairs);
  prototype.spawn = function (this: unknown, ...given: unknown[]): unknown {
    look(given[0]);
    return Reflect.apply(spawn, this, given);
  };
  const { Worker } = workerThreads;
  workerThreads.Worker = new Proxy(Worker, {
    construct: (target, given, newTarget) => Reflect.construct(target, given.map(withOwnEnvironment), newTarget),
  });
  syncBuiltinESMExports();
}

/** Options with the variables that a program names in them. */
function withOwnEnvironment(one: unknown): unknown {
  if (typeof one !== 'object' || one === null || Array.isArray(one) || !('env' in one)) return one;
  const { env } = one;
  return typeof env === 'object' && env !== null ? { ...one, env: withOwn(env as Environment) } : one;
}

function withOwn(env: Environment): Environment {
  if (option === undefined) return env;
  const options = env['NODE_OPTIONS'] === undefined ? '' : String(env['NODE_OPTIONS']);
  const whole = options.includes(option) ? options : `${options} ${option}`.trim();
  return { ...env, NODE_OPTIONS: whole, ...(folder === undefined ? {} : { [folderVariable]: folder }) };
}

function addToPairs(options: unknown): void {
  const { envPairs } = options as { readonly envPairs?: string[] };
  if (envPairs === undefined) return;
  const env = Object.fromEntries(
    envPairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  const whole = Object.entries(withOwn(env)).map(([name, value]) => `${name}=${value}`);
  envPairs.splice(0, envPairs.length, ...whole);
}
