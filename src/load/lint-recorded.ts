import type { RuleSet } from '../rules/rule-set.ts';
import type { ClientRules } from '../static/contract/client-rules.ts';
import { clientPrograms, recordedArrivals, versionRun } from './client-programs.ts';
import type { LoadedClient, SinkRuleSet } from './clients.ts';
import { fileOf, type SinkProblem } from './lint-sink-rules.ts';
import { createJudge } from './program-verdict.ts';

/** A program, and what a server got of it when the real library ran it. */
interface RecordedProgram {
  readonly file: string;
  readonly name: string;
  readonly source: string;
  readonly arrived: readonly string[];
  /** Whether the version that it was run with makes a difference. */
  readonly hasVersions: boolean;
  readonly versionOf: (specifier: string) => string | undefined;
}

/**
 * Where a description contradicts what its library was seen to do: of the programs that were run (rules/recorded), and of
 * those that a description brings along itself. What is only left open contradicts nothing.
 * @param own the clients whose own programs count
 */
export function lintRecorded(
  sinks: SinkRuleSet,
  rules: RuleSet,
  own: readonly LoadedClient[] = sinks.clients,
): readonly SinkProblem[] {
  const judge = createJudge(sinks, rules);
  const all = [...shippedPrograms(sinks.clients), ...own.flatMap(ownPrograms)];
  return all.flatMap(({ file, name, source, arrived, hasVersions, versionOf }): SinkProblem[] => {
    const readings = [judge.operationsIn(source), ...(hasVersions ? [judge.operationsIn(source, versionOf)] : [])];
    const bad = readings.find((said) => /WRONG|SILENT/.test(judge.verdictOn(said, arrived)));
    if (bad === undefined) return [];
    const what = `${list(arrived)} arrived, and it says ${list([...bad.operations.keys()])}`;
    return [{ kind: 'contradicts-record', file, row: name, what, next: 'describe what the library does' }];
  });
}

function list(texts: readonly string[]): string {
  return texts.length === 0 ? 'nothing' : texts.join(', ');
}

function shippedPrograms(clients: readonly ClientRules[]): RecordedProgram[] {
  const recorded = recordedArrivals();
  return clientPrograms().flatMap((program) => {
    const described = [...program.source.matchAll(/from '([^']+)'/g)].flatMap(
      ([, name = '']) => clients.find(({ modules }) => modules.includes(name.replace(/^node:/, ''))) ?? [],
    )[0];
    const arrived = recorded.arrived[program.client]?.[program.name] ?? [];
    // What nothing describes is held to the record by the tests.
    if (described === undefined) return [];
    const { client, name, source } = program;
    const versionOf = versionRun(program, recorded);
    return [
      {
        file: fileOf(described),
        name: `${client}: ${name}`,
        source,
        arrived,
        hasVersions: described.versions !== undefined,
        versionOf,
      },
    ];
  });
}

function ownPrograms(client: LoadedClient): RecordedProgram[] {
  return (client.recorded ?? []).map(({ program, arrived, installed = {} }, index) => ({
    file: fileOf(client),
    name: `recorded[${index}]`,
    source: program,
    arrived,
    hasVersions: client.versions !== undefined,
    versionOf: (specifier) => installed[/^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? ''],
  }));
}
