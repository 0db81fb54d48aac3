import { describeEvidence } from '../model/describe-evidence.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Location } from '../model/location.ts';
import type { Report } from '../model/report.ts';
import { plainOptions, renderTable, roleSheet } from '../report/index.ts';
import { toJson } from '../report/json.ts';
import { annotationComment } from './annotation-comment.ts';
import { configPatch } from './config-patch.ts';
import type { Explorer } from './explorer.ts';
import type { Request, State } from './state.ts';
import { switchText } from './switch-text.ts';
import type { Subject } from './tree.ts';

/** The editor at the first place in code that the selected row is about. */
export function editRequest(state: State, explorer: Explorer): Request | undefined {
  const subject = explorer.row(state)?.node.subject;
  const evidence = subject === undefined ? [] : evidenceOf(subject, state, explorer);
  const at = evidence.find((one) => one.kind === 'source');
  return at === undefined ? undefined : { kind: 'edit', at };
}

/** What the reader is most likely to paste from here. */
export function copyRequest(state: State, explorer: Explorer): Request | undefined {
  const subject = explorer.row(state)?.node.subject;
  if (subject === undefined) return undefined;
  switch (subject.kind) {
    case 'unresolved':
      return copy(annotationComment(subject.call.candidates), 'the comment');
    case 'candidate':
      return copy(annotationComment([subject.operation]), 'the comment');
    case 'switch':
    case 'service':
      return copy(plannedSheet(state, explorer), 'the role sheet');
    case 'permission':
      return copy(subject.placed.permission.name, 'the name');
    case 'operation':
      return copy(subject.use.operation.id, 'the operation');
    case 'place':
    case 'seen':
      return copy(describeEvidence(subject.evidence), 'the place');
    case 'file':
      return copy(subject.file, 'the name of the file');
    case 'group':
    case 'unmatched':
    case 'change':
    case 'gained':
    case 'changed':
      return undefined;
    default:
      return subject satisfies never;
  }
}

/** The patch of the config; only asked for where something is switched. */
export function saveRequest(state: State, explorer: Explorer): Request | undefined {
  if (state.switches.size === 0) return undefined;
  const { config, report } = explorer.input;
  const services = report.services.flatMap((service) => explorer.whatIf(state, service) ?? []);
  const patch = configPatch(config, services, [...state.switches.values()], (at) => lineAt(at, explorer));
  return { kind: 'save', text: toJson(patch) };
}

/** Without indentation. A line that was cut or masked is not as it stands in the file. */
function lineAt(at: Location, { input }: Explorer): string | undefined {
  const frame = input.frameOf?.(at);
  const text = frame?.lines.find(({ number }) => number === frame.line)?.text.trim();
  return text === undefined || text === '' || /…|\*\*\*/.test(text) ? undefined : text;
}

/** The list of changes, then the sheet of the role that they come to, in Markdown. */
function plannedSheet(state: State, explorer: Explorer): string {
  const { report, model, workspacesOf } = explorer.input;
  const services = report.services.map((service) => {
    const planned = explorer.whatIf(state, service);
    if (planned === undefined) return service;
    const { after, boxes } = planned;
    const known = new Map(after.role.permissions.map((one) => [one.name, one]));
    const permissions = boxes.map((name) => known.get(name) ?? { name, because: [], disputed: [] });
    return { ...after, role: { ...after.role, permissions } };
  });
  const planned: Report = { ...report, services };
  const changes = [...state.switches.values()].map((one) => `- ${switchText(one)}`);
  const sheet = renderTable(roleSheet(planned, model, { workspacesOf }), 'markdown', plainOptions);
  return changes.length === 0 ? sheet : `What if:\n\n${changes.join('\n')}\n\n${sheet}`;
}

function copy(text: string, what: string): Request {
  return { kind: 'copy', text, what };
}

function evidenceOf(subject: Subject, state: State, explorer: Explorer): readonly Evidence[] {
  switch (subject.kind) {
    case 'place':
    case 'seen':
      return [subject.evidence];
    case 'operation':
      return subject.use.evidence;
    case 'unresolved':
    case 'candidate':
      return [subject.call.evidence];
    case 'unmatched':
      return subject.call.evidence;
    case 'gained':
      return subject.gained.because.flatMap(({ evidence }) => evidence);
    case 'permission':
    case 'file': {
      const uses = explorer.service(state)?.operations ?? [];
      const evidence = uses.flatMap((use) =>
        subject.kind === 'file' || subject.placed.operations.includes(use.operation.id) ? use.evidence : [],
      );
      return subject.kind === 'file' ? evidence.filter(({ file }) => file === subject.file) : evidence;
    }
    case 'group':
    case 'service':
    case 'switch':
    case 'change':
    case 'changed':
      return [];
    default:
      return subject satisfies never;
  }
}
