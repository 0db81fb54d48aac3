/** What a key does, for the keyboard, the line at the foot of the screen and the help: one list for all three. */
interface Binding {
  readonly keys: readonly string[];
  /** The keys as they are shown; the second form for screens without arrows. */
  readonly shown: string;
  readonly ascii?: string;
  readonly help: string;
}

export const bindings = {
  down: { keys: ['j', 'down'], shown: '↓ j', ascii: 'Down j', help: 'next row, or next line of the details' },
  up: { keys: ['k', 'up'], shown: '↑ k', ascii: 'Up k', help: 'previous row' },
  unfold: { keys: ['l', 'right'], shown: '→ l', ascii: 'Right l', help: 'unfold: permission, operations, places' },
  fold: { keys: ['h', 'left'], shown: '← h', ascii: 'Left h', help: 'fold, or go to the row above it' },
  pageDown: { keys: ['pagedown', 'ctrl+d'], shown: 'PgDn', help: 'a page down' },
  pageUp: { keys: ['pageup', 'ctrl+u'], shown: 'PgUp', help: 'a page up' },
  first: { keys: ['g', 'home'], shown: 'g Home', help: 'first row' },
  last: { keys: ['G', 'end'], shown: 'G End', help: 'last row' },
  read: { keys: ['enter', 'tab'], shown: 'Enter', help: 'read the details of the row; again to come back' },
  search: { keys: ['/'], shown: '/', help: 'search permissions, operations and files as you type' },
  filter: { keys: ['f'], shown: 'f', help: 'filter permissions by state: the next state' },
  filterBack: { keys: ['F'], shown: 'F', help: 'the previous state' },
  switch: { keys: ['space'], shown: 'Space', help: 'what if: switch this off, on, or back' },
  reset: { keys: ['R'], shown: 'R', help: 'take all switches back' },
  open: { keys: ['o'], shown: 'o', help: 'open the file in $EDITOR, at the line' },
  copy: { keys: ['y'], shown: 'y', help: 'copy: the comment to paste, the role sheet, or the name' },
  save: { keys: ['w'], shown: 'w', help: 'save what you switched as a patch of the config' },
  nextService: { keys: ['s'], shown: 's', help: 'next service' },
  view1: { keys: ['1'], shown: '1', help: '' },
  view2: { keys: ['2'], shown: '2', help: '' },
  view3: { keys: ['3'], shown: '3', help: '' },
  view4: { keys: ['4'], shown: '4', help: '' },
  view5: { keys: ['5'], shown: '5', help: '' },
  view6: { keys: ['6'], shown: '6', help: '' },
  back: { keys: ['escape'], shown: 'Esc', help: 'back: from details, help, search' },
  help: { keys: ['?'], shown: '?', help: 'this help' },
  quit: { keys: ['q', 'ctrl+c'], shown: 'q', help: 'quit' },
} as const satisfies Record<string, Binding>;

export type Action = keyof typeof bindings;
export const actions = Object.keys(bindings) as Action[];

const byKey = new Map<string, Action>(actions.flatMap((action) => bindings[action].keys.map((key) => [key, action])));

/** What a key means outside of a search. */
export function actionOf(key: string): Action | undefined {
  return byKey.get(key);
}

/** How a key is named on this screen. */
export function shownKeys(action: Action, unicode: boolean): string {
  const binding: Binding = bindings[action];
  return unicode ? binding.shown : (binding.ascii ?? binding.shown);
}
