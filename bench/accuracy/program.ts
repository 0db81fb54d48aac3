import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Model } from '../../src/load/model.ts';
import { readJson } from '../../src/load/read-json.ts';
import { validate } from '../../src/load/validate.ts';
import { InputError } from '../../src/model/input-error.ts';
import { compareText } from '../../src/model/location.ts';
import type { PublishedReport } from '../../src/schema/report.ts';
import { loadFixture, type Unfiled } from '../../test/kit/fixtures.ts';
import { judge } from '../../test/kit/judge-fixture.ts';
import { claimsOf } from './claims.ts';
import { judgeByPlaces } from './judge-by-places.ts';
import { differencesFrom, judgeByTruth } from './judge-by-truth.ts';
import type { Outcome } from './score.ts';
import { readTruth, truthSchema } from './truth.ts';

/** A program of which is known what a report should say, in whichever layout that is written down. */
export interface Program {
  /** The folder among whose programs it is. */
  readonly kind: string;
  readonly name: string;
  /** The folder to analyse, on this machine. */
  readonly folder: string;
  readonly idiom?: string;
  readonly difficulty?: number;
  judge(report: PublishedReport): Omit<Outcome, 'naive'>;
}

/**
 * The programs of these folders: each a program, or a folder of programs, with `expected.json` or `truth.json` in it.
 * @throws InputError when there is none, or one of these files breaks its contract.
 */
export async function loadPrograms(folders: readonly string[], model: Model): Promise<Program[]> {
  const programs = folders.flatMap((folder) => findPrograms(folder));
  return Promise.all(programs.map((folder) => loadProgram(folder, model)));
}

function findPrograms(given: string): string[] {
  const folder = resolve(given);
  const inside = existsSync(folder) ? readdirSync(folder).sort(compareText) : [];
  const found = [folder, ...inside.map((name) => join(folder, name))].filter((one) => layoutOf(one) !== undefined);
  if (found.length > 0) return found;
  throw new InputError('no program with a known answer is there', {
    at: { file: given },
    next: 'name a folder with expected.json or truth.json in it, or a folder of such folders',
  });
}

/** A fixture as a program: every place of it is known. */
export function fromFixture(kind: string, fixture: Unfiled): Program {
  const { name, folder, idiom, difficulty } = fixture;
  return {
    ...{ kind, name, folder, idiom, difficulty },
    judge: (report) => ({ ...judgeByPlaces(fixture, claimsOf(report)), differences: judge(fixture, report) }),
  };
}

async function loadProgram(folder: string, model: Model): Promise<Program> {
  const [kind, name] = [basename(dirname(folder)), basename(folder)];
  if (layoutOf(folder) === 'expected.json') return fromFixture(kind, await loadFixture(folder));
  const label = `${kind}/${name}/truth.json`;
  const written = await validate(truthSchema, await readJson(join(folder, 'truth.json'), label));
  const truth = readTruth(written, (id) => model.rules.find(id) !== undefined, label);
  return {
    ...{ kind, name, folder },
    judge: (report) => {
      const claims = claimsOf(report);
      const judgement = judgeByTruth(truth, claims);
      return { ...judgement, differences: differencesFrom(truth, claims, judgement) };
    },
  };
}

function layoutOf(folder: string): 'expected.json' | 'truth.json' | undefined {
  return (['expected.json', 'truth.json'] as const).find((file) => existsSync(join(folder, file)));
}
