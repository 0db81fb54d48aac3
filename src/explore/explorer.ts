import type { ServiceReport } from '../model/report.ts';
import type { ExplorerInput } from './input.ts';
import type { State, View } from './state.ts';
import type { Switches } from './switches.ts';
import { type Row, type TreeNode, visibleRows } from './tree.ts';
import { changeTree, fileTree, openTree, permissionTree, serviceTree, switchTree } from './trees.ts';
import { answerWhatIf, type WhatIf } from './what-if.ts';

/** A report ready to be asked again and again: every answer is kept until something changes that it depends on. */
export interface Explorer {
  readonly input: ExplorerInput;
  /** The service that the state is about. */
  service(state: State): ServiceReport | undefined;
  rows(state: State): readonly Row[];
  /** Position of the selected row; 0 where there are none. */
  position(state: State): number;
  row(state: State): Row | undefined;
  /** What the switches of the state make of a service; `undefined` where none is about it. */
  whatIf(state: State, service: ServiceReport): WhatIf | undefined;
}

export function createExplorer(input: ExplorerInput): Explorer {
  const { report, model, compared } = input;
  const service = (state: State) => report.services[state.service];
  const permissions = perService((one) => permissionTree(one, model));
  const files = perService(fileTree);
  const open = perService(openTree);
  const services = serviceTree(report.services);
  const plan = lastOf(switchTree);
  const changes = changeTree(compared?.changes ?? []);
  const treeOf: Readonly<Record<View, (state: State) => readonly TreeNode[]>> = {
    permissions: (state) => permissions(service(state)),
    files: (state) => files(service(state)),
    open: (state) => open(service(state)),
    services: () => services,
    plan: (state) => plan(state.switches),
    compare: () => changes,
  };
  const visible = lastOf((nodes: readonly TreeNode[], folds: State['folds'], query: string, filter: State['filter']) =>
    visibleRows(nodes, { folds, query: query.toLowerCase(), isKept: keptBy(filter) }),
  );
  const rows = (state: State) => visible(treeOf[state.view](state), state.folds, state.query, state.filter);
  const positionOf = lastOf((list: readonly Row[], id: string | undefined) =>
    Math.max(
      0,
      list.findIndex(({ node }) => node.id === id),
    ),
  );
  const position = (state: State) => positionOf(rows(state), state.selected[selectionKey(state)]);
  const answers = lastOf((switches: Switches) => {
    const concerned = new Set([...switches.values()].map((one) => one.service));
    return remember((one: ServiceReport) =>
      concerned.has(one.name)
        ? answerWhatIf(one, switches, { model, inputs: report.inputs, includeUnreachable: input.includeUnreachable })
        : undefined,
    );
  });
  return {
    input,
    service,
    rows,
    position,
    row: (state) => rows(state)[position(state)],
    whatIf: (state, one) => answers(state.switches)(one),
  };
}

/** Each view remembers its row, and of what differs by service for each of them. */
export function selectionKey({ view, service }: State): string {
  return view === 'permissions' || view === 'files' || view === 'open' ? `${view}:${service}` : view;
}

function keptBy(filter: State['filter']): (node: TreeNode) => boolean {
  if (filter === 'all') return () => true;
  const isKept = (placed: { readonly state: string; readonly disputed: boolean }) =>
    filter === 'relevant'
      ? placed.state !== 'absent'
      : placed.state === filter || (filter === 'disputed' && placed.disputed);
  return ({ subject }) => {
    if (subject.kind === 'permission') return isKept(subject.placed);
    return subject.kind !== 'group' || subject.permissions.some(isKept);
  };
}

function perService<Answer>(ask: (service: ServiceReport) => readonly Answer[]) {
  const known = remember(ask);
  return (service: ServiceReport | undefined): readonly Answer[] => (service === undefined ? [] : known(service));
}

function remember<Key extends object, Answer>(ask: (key: Key) => Answer): (key: Key) => Answer {
  const known = new WeakMap<Key, { readonly answer: Answer }>();
  return (key) => {
    const found = known.get(key) ?? { answer: ask(key) };
    known.set(key, found);
    return found.answer;
  };
}

/** Remembers the last answer only: a key changes little, and what it does not change is not worked out again. */
function lastOf<Arguments extends readonly unknown[], Answer>(
  ask: (...given: Arguments) => Answer,
): (...given: Arguments) => Answer {
  let last: { readonly given: Arguments; readonly answer: Answer } | undefined;
  return (...given) => {
    const isSame = last?.given.every((one, index) => Object.is(one, given[index])) === true;
    if (last === undefined || !isSame) last = { given, answer: ask(...given) };
    return last.answer;
  };
}
