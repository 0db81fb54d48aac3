import type { Operation } from '../model/operation.ts';
import type { ServiceReport } from '../model/report.ts';
import { count, listWords } from '../model/words.ts';
import { statusSentence } from '../report/content/role-section.ts';
import { type Block, code, type Mark, muted, strong } from '../report/document/block.ts';
import { describeReach, measureReach, minimalSentence } from '../report/reach.ts';
import type { Explorer } from './explorer.ts';
import type { State } from './state.ts';
import type { WhatIf } from './what-if.ts';

const shownOperations = 12;

/** A service at a glance, and with switches what would become of it. */
export function serviceBlocks(service: ServiceReport, state: State, explorer: Explorer): readonly Block[] {
  const sentence = minimalSentence(service);
  const planned = explorer.whatIf(state, service);
  return [
    { kind: 'paragraph', text: [strong(service.name), `: ${statusSentence(service)}`] },
    ...(planned === undefined ? roleList(service.role.permissions.map(({ name }) => name)) : answerBlocks(planned)),
    ...(sentence === undefined ? [] : [{ kind: 'paragraph', text: [sentence] } as const]),
    { kind: 'paragraph', text: [muted('Enter shows its permissions; Space switches the service off.')] },
  ];
}

/** The role with all switches of a service, held against the one that was found. */
export function planBlocks(name: string, state: State, explorer: Explorer): readonly Block[] {
  const service = explorer.input.report.services.find((one) => one.name === name);
  const planned = service === undefined ? undefined : explorer.whatIf(state, service);
  return planned === undefined ? [] : answerBlocks(planned);
}

function answerBlocks(planned: WhatIf): readonly Block[] {
  const { before, after, boxes, callable, opens, isSample } = planned;
  const lead = `${count(boxes.length, 'permission')} instead of ${before.role.permissions.length}, with which ${count(callable.after, 'operation')} can be called instead of ${callable.before}.`;
  const bound = after.role.status === 'lower-bound' ? ' It is a lower bound: some calls are not known.' : '';
  return [
    { kind: 'paragraph', text: [strong(`With the switches: ${lead}`), bound] },
    { kind: 'list', items: fates(planned) },
    ...(opens.length === 0 ? [] : opensBlocks(opens)),
    ...(isSample
      ? [
          {
            kind: 'paragraph',
            text: ['Of much traffic a sample is kept: a file is taken out by that sample.'],
          } as const,
        ]
      : []),
    {
      kind: 'paragraph',
      text: [muted('Space takes a switch back, y copies the role sheet, w saves a patch of the config.')],
    },
  ];
}

function fates({ before, boxes, dropped, gained }: WhatIf) {
  const item = (name: string, mark: Mark, word: string) => ({ mark, text: [strong(name), ` ${word}`] });
  const stays = boxes.filter((name) => !gained.includes(name));
  const items = [
    ...dropped.map((name) => item(name, 'excess', 'drops')),
    ...gained.map((name) => item(name, 'missing', 'is added')),
    ...stays.map((name) => item(name, 'needed', 'stays')),
  ];
  return before.role.permissions.length === 0 && items.length === 0
    ? [{ mark: 'none' as const, text: ['No permission at all.'] }]
    : items;
}

function opensBlocks(opens: readonly Operation[]): readonly Block[] {
  const shown = opens.slice(0, shownOperations);
  const rest = opens.length - shown.length;
  return [
    { kind: 'paragraph', text: [`What is switched on opens ${describeReach(measureReach(opens))}:`] },
    { kind: 'list', items: shown.map(({ id, name }) => ({ mark: 'none', text: [code(id), muted(` ${name}`)] })) },
    ...(rest > 0 ? [{ kind: 'paragraph', text: [`And ${count(rest, 'more operation')}.`] } as const] : []),
  ];
}

function roleList(names: readonly string[]): readonly Block[] {
  return [{ kind: 'paragraph', text: [names.length === 0 ? 'It needs no permission.' : `Needs ${listWords(names)}.`] }];
}
