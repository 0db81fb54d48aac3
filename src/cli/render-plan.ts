import type { InitPlan, NewFile } from '../init/index.ts';
import type { AcceptedService } from '../model/lock.ts';
import type { Palette } from '../report/index.ts';
import { showInvisible } from '../report/invisible.ts';

/** So many lines of a file are shown: more of them nobody reads before answering. */
const mostLines = 150;

/** What init would do, for a person who decides by it: every service, every file with its text, and what is left to do. */
export function renderPlan({ lock, files, kept, notes }: InitPlan, palette: Palette): string {
  const sections = [
    ...[...lock].map(([name, service]) => serviceLines(name, service, palette)),
    ...files.map((file) => fileLines(file, palette)),
    kept.map(
      ({ path, next }) =>
        `${palette.muted('=')} ${clean(path)} is there already and stays as it is${next === undefined ? '' : `; ${next}`}`,
    ),
    notes.map((note) => `${palette.warn('note:')} ${clean(note)}`),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function serviceLines(name: string, service: AcceptedService, palette: Palette): readonly string[] {
  const { role, operations, status, accepted } = service;
  const [least, of] = [status === 'complete' ? '' : 'at least ', counted(operations.size, 'operation')];
  const findings = [...accepted].map(([kind, count]) => `${count} ${kind}`).join(', ');
  return [
    `${palette.strong(clean(name))} needs ${least}${counted(role.length, 'permission')} for ${of}`,
    ...role.map((permission) => `  ${palette.good(clean(permission))}`),
    ...(findings === '' ? [] : [`  accepted as they are, and more of them will fail: ${findings}`]),
  ];
}

function fileLines({ path, text, purpose }: NewFile, palette: Palette): readonly string[] {
  const lines = text.trimEnd().split('\n');
  const rest = lines.length - mostLines;
  return [
    `${palette.good('+')} ${palette.strong(clean(path))}: ${purpose}`,
    ...lines.slice(0, mostLines).map((line) => `    ${clean(line)}`.trimEnd()),
    ...(rest > 0 ? [palette.muted(`    … and ${rest} more lines`)] : []),
  ];
}

/** Names are a stranger's: nothing invisible, nothing endless. */
function clean(line: string): string {
  return showInvisible(line.slice(0, 1_000));
}

function counted(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
