import type { Location } from '../model/location.ts';
import { type PermissionState, stateNames } from '../report/content/permission-states.ts';
import type { Switches } from './switches.ts';

interface ViewInfo {
  readonly title: string;
  /** What the view is for, in the help. */
  readonly help: string;
}

/** The views by number key, in this order. */
export const views = {
  permissions: { title: 'Permissions', help: 'the role dialog, and why each box is as it is' },
  files: { title: 'Files', help: 'the calls of each file or recording' },
  open: { title: 'Open calls', help: 'calls that are not known, and what to write beside them' },
  services: { title: 'Services', help: 'every service of the report' },
  plan: { title: 'What-if', help: 'what you switched, and what the role would be' },
  compare: { title: 'Compare', help: 'what differs from an earlier report' },
} as const satisfies Record<string, ViewInfo>;

export type View = keyof typeof views;
export const viewNames = Object.keys(views) as View[];

/** Which permissions are listed: all that matter to the role or the grant, all there are, or those of one state. */
export type Filter = 'relevant' | 'all' | PermissionState;
export const filters: readonly Filter[] = ['relevant', 'all', ...stateNames.filter((state) => state !== 'absent')];

/** Something to be done outside; the application only asks for it. */
export type Request =
  | { readonly kind: 'quit' }
  | { readonly kind: 'edit'; readonly at: Location }
  | { readonly kind: 'copy'; readonly text: string; readonly what: string }
  | { readonly kind: 'save'; readonly text: string };

/** All that the keys can change. */
export interface State {
  readonly view: View;
  /** Position of the service that permissions, files and open calls are shown of. */
  readonly service: number;
  /** The selected row of each view and service, by id; the first row where there is none. */
  readonly selected: Readonly<Record<string, string>>;
  readonly folds: ReadonlySet<string>;
  readonly filter: Filter;
  readonly query: string;
  /** Whether keys go into the query. */
  readonly isTyping: boolean;
  /** Whether the keys move through the details of the selected row. */
  readonly isReading: boolean;
  /** Lines of the details, or of the help, above the screen. */
  readonly scroll: number;
  readonly isHelp: boolean;
  readonly switches: Switches;
  /** What the last key led to, until the next one. */
  readonly message: string;
  readonly request?: Request;
  readonly columns: number;
  readonly rows: number;
}

export const smallest = { columns: 40, rows: 12 } as const;

export function initialState(size: { readonly columns: number; readonly rows: number }, message = ''): State {
  return {
    view: 'permissions',
    service: 0,
    selected: {},
    folds: new Set(),
    filter: 'relevant',
    query: '',
    isTyping: false,
    isReading: false,
    scroll: 0,
    isHelp: false,
    switches: new Map(),
    message,
    ...size,
  };
}
