import type { NeededPermission, Proof, ProofStatus } from '../model/proof.ts';
import { count, formatNumber, listWords } from '../model/words.ts';
import type { Answer } from './answer.ts';
import { type Block, type Content, code, type Group, parseCode, strong } from './document/block.ts';

const verdicts: Readonly<Record<ProofStatus, string>> = {
  proved: 'proved: the command works under the role, and each permission is needed',
  enough: 'the role is enough for the command',
  'too-small': 'the role is too small for the command',
  'not-minimal': 'the role is enough, and not minimal for the command',
  unproved: 'the role is enough; that all of it is needed could not be shown',
  open: 'not proved: the command makes calls that no operation has',
  failed: 'not proved: the command failed, although nothing was refused',
  silent: 'not proved: the command asked nothing of Marketo',
};

const helps: Readonly<Partial<Record<ProofStatus, string>>> = {
  'not-minimal':
    'Either the role has more than is needed, or the command does not exercise all of the integration: a test for what is missing decides it.',
  unproved: 'The command does not make the same calls each time, or went another way when a call was refused.',
  open: 'Check method and path against the reference: what such a call needs is not known.',
  failed: 'Run the command against `rolefit serve` to see what it expects; a scenario says what is answered.',
  silent:
    'A program of Node reaches the stand-in by itself; for another, name the variable that holds the address with --url-env. Mocks of the HTTP client must be off.',
};

/** How a role was proved by runs of a command: the verdict, each permission with the call that needs it, and what is left. */
export function proofAnswer(proof: Proof): Answer {
  const { status, refused, unmatched, calls, runs } = proof;
  const help = helps[status];
  const groups = [...refused.map(refusedGroup), ...permissionGroups(proof)];
  return {
    blocks: [
      { kind: 'heading', level: 1, text: [verdicts[status]] },
      ...(groups.length === 0 ? [] : [{ kind: 'groups', columns: ['Call', 'What happened'], groups } as const]),
      ...(unmatched.length === 0 ? [] : [listOf(unmatched)]),
      ...(help === undefined ? [] : [paragraph(help)]),
      {
        kind: 'summary',
        parts: [
          [strong(`${count(proof.role.length, 'permission')}`)],
          [`${proof.needed.length} shown to be needed`],
          [`${proof.idle.length} not exercised`],
          [`${count(calls, 'call')} in the first of ${count(runs, 'run')}`],
        ],
      },
    ],
    data: proofData(proof),
  };
}

function refusedGroup({ operation, times, refused, add }: Proof['refused'][number]): Group {
  return {
    mark: 'missing',
    head: add.length === 0 ? ['no box of the role dialog lets this through'] : ['add ', strong(listWords(add))],
    rows: [[[code(operation.id)], [`${operation.name}: ${howRefused(times, refused)}`]]],
  };
}

function howRefused(times: number, refused: number): string {
  if (refused === times) return `refused ${timesOf(times)}`;
  const others = 'would have been refused, had it not failed before';
  return refused === 0
    ? `${others} (${timesOf(times)})`
    : `refused ${timesOf(refused)}; ${timesOf(times - refused)} it ${others}`;
}

function timesOf(amount: number): string {
  return amount === 1 ? 'once' : `${formatNumber(amount)} times`;
}

function permissionGroups({ role, needed, idle, broader, unproved, status }: Proof): readonly Group[] {
  return role.map((name): Group => {
    const lesser = broader.find((one) => one.name === name);
    if (lesser !== undefined)
      return {
        mark: 'excess',
        head: [strong(name), `: ${listWords(lesser.enough)} would do for the calls of the command`],
        rows: [],
      };
    const shown = needed.find((one) => one.name === name);
    if (shown !== undefined)
      return { mark: 'needed', head: [strong(name)], rows: shown.because.map((one) => neededRow(one, shown)) };
    if (idle.includes(name))
      return { mark: 'excess', head: [strong(name), ': no call of the command rests on it'], rows: [] };
    if (unproved.includes(name)) return { mark: 'open', head: [strong(name), ': not shown to be needed'], rows: [] };
    return { mark: status === 'enough' ? 'ticked' : 'none', head: [strong(name)], rows: [] };
  });
}

function neededRow(
  { id, name }: NeededPermission['because'][number],
  { without, code: ended, run }: NeededPermission,
): readonly Content[] {
  const others = without.length > 1 ? ` and ${count(without.length - 1, 'other')}` : '';
  const end = ended === 0 ? 'and the command did not mind' : `and the command ended with ${ended}`;
  return [[code(id)], [`${name}: refused without it${others} in run ${run}, ${end}`]];
}

function listOf(calls: readonly string[]): Block {
  return { kind: 'list', items: calls.slice(0, 20).map((call) => ({ mark: 'open', text: [code(call)] })) };
}

function paragraph(sentence: string): Block {
  return { kind: 'paragraph', text: parseCode(sentence) };
}

function proofData({
  status,
  role,
  calls,
  code: ended,
  refused,
  needed,
  idle,
  broader,
  unproved,
  unmatched,
  runs,
}: Proof): object {
  return {
    kind: 'proof',
    status,
    role,
    calls,
    exitCode: ended,
    runs,
    refused: refused.map(({ operation, times, refused: refusedTimes, add }) => ({
      operation: operation.id,
      times,
      refused: refusedTimes,
      add,
    })),
    needed: needed.map(({ name, because, run, without, code: code_ }) => ({
      name,
      because: because.map(({ id }) => id),
      run,
      without,
      exitCode: code_,
    })),
    notExercised: idle,
    broader,
    unproved,
    unmatched,
  };
}
