import type { SkipReason } from '../har/index.ts';
import type { HostFamily, Operation } from '../model/operation.ts';
import type { SeenCall } from '../record/seen-call.ts';
import { formOf } from './answers/forms.ts';
import { Jobs } from './answers/jobs.ts';
import type { Form, Reply } from './answers/question.ts';
import { Records } from './answers/records.ts';
import { type Asked, type Incoming, readAsked } from './asked.ts';
import { FaultPlan, fits, LimitCounter } from './faults.ts';
import type { Decision, Gate, Held } from './gate.ts';
import type { Scenario } from './scenario.ts';
import { type Caller, TokenDesk } from './tokens.ts';

/** What goes back over the wire. */
export interface Outgoing {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** A request and how it ended, for whoever keeps account. */
export interface Served {
  readonly seen: SeenCall;
  readonly asked: Asked;
  readonly host: HostFamily;
  readonly operation: Operation | undefined;
  readonly caller: Caller | undefined;
  /** Marketo's error code, where the whole call failed. */
  readonly code: string | undefined;
  /** Whether the role does not let it through, however it ended: it may have failed for another reason before. */
  readonly isDenied: boolean;
}

export interface StandInOptions {
  readonly scenario: Scenario;
  readonly gate: Gate;
  /** Marketo's words for its codes. */
  readonly messages: ReadonlyMap<string, string>;
  /** Milliseconds, as a clock. */
  readonly now: () => number;
  readonly onServed: (served: Served) => void;
  /** Told of a request of which it is not known what it asks for. */
  readonly onUnread: (unread: Unread) => void;
}

/** Why a request was not understood: as for one in a recording, or that it ended too early. */
export type UnreadReason = SkipReason | 'broken-off';

/** A request that could not be understood: another method, no address, a body that is too large or broke off. */
export interface Unread {
  /** As it came: neither need be one that an API has. */
  readonly method: string;
  readonly path: string;
  readonly reason: UnreadReason;
  /** Milliseconds since 1970. */
  readonly at: number;
}

interface Ended {
  readonly reply: Reply;
  readonly operation?: Operation | undefined;
  readonly caller?: Caller | undefined;
  readonly isDenied?: boolean;
}

const json = 'application/json;charset=UTF-8';
const identityPath = '/identity/oauth/token';

/**
 * A Marketo subscription that holds no data and lets through what a role lets through. It knows no network: requests
 * come in as values and answers go out as such.
 */
export class StandIn {
  readonly #options: StandInOptions;
  readonly #desk: TokenDesk;
  readonly #faults: FaultPlan;
  readonly #limits: LimitCounter;
  readonly #records: Records;
  readonly #jobs: Jobs;
  readonly #held = new WeakMap<object, Held>();
  #served = 0;

  constructor(options: StandInOptions) {
    const { scenario, now } = options;
    this.#options = options;
    this.#desk = new TokenDesk(scenario, now);
    this.#faults = new FaultPlan(scenario.faults);
    this.#limits = new LimitCounter(scenario.limits, now);
    this.#records = new Records(scenario.seed, scenario.records);
    this.#jobs = new Jobs(scenario.seed);
  }

  /** @param sent resolves when the answer is out, which is when the call no longer counts as running */
  serve(incoming: Incoming, sent: Promise<void>): Outgoing {
    this.#served += 1;
    const asked = readAsked(incoming, this.#options.now());
    if (typeof asked === 'string') {
      this.miss(incoming, asked);
      return this.#write({ kind: 'error', code: '605', message: 'HTTP Method not supported' }, '');
    }
    const ended = asked.path.toLowerCase() === identityPath ? this.#identify(asked) : this.#answer(asked, sent);
    const outgoing = this.#write(ended.reply, asked.path);
    const { status, type, text } = outgoing;
    this.#options.onServed({
      seen: { ...asked.seen, answer: { status, type, text } },
      asked,
      host: hostOf(asked.path),
      operation: ended.operation,
      caller: ended.caller,
      code: ended.reply.kind === 'error' ? ended.reply.code : undefined,
      isDenied: ended.isDenied ?? false,
    });
    return outgoing;
  }

  /** Notes a request that was not understood, such as one that was refused before all of it was there. */
  miss({ method, target }: Pick<Incoming, 'method' | 'target'>, reason: UnreadReason): void {
    this.#options.onUnread({ method, path: target.split(/[?#]/, 1).join(''), reason, at: this.#options.now() });
  }

  #identify(asked: Asked): Ended {
    const [type, id, secret] = ['grant_type', 'client_id', 'client_secret'].map((name) => asked.values.get(name));
    const decision = this.#decide(asked, new Set());
    const operation = decision.kind === 'unknown' ? undefined : decision.operation;
    const fault = this.#faults.next({ operation: operation?.id, client: id ?? '' });
    if (fault !== undefined) return { operation, reply: errorOf(fault) };
    const given = { ...(type ? { type } : {}), ...(id ? { id } : {}), ...(secret ? { secret } : {}) };
    const { status, body, caller } = this.#desk.issue(given);
    return { operation, caller, reply: { kind: 'bare', status, body } };
  }

  #answer(asked: Asked, sent: Promise<void>): Ended {
    const token = asked.isTokenInQuery ? undefined : asked.token;
    const caller = this.#desk.use(token);
    // A call without a good token is measured by the role that those have whom the scenario does not name.
    const decision = this.#decide(asked, this.#heldBy(typeof caller === 'string' ? this.#options.scenario : caller));
    const operation = decision.kind === 'unknown' ? undefined : decision.operation;
    const isDenied = decision.kind === 'denied';
    if (typeof caller === 'string') return { operation, isDenied, reply: { kind: 'error', code: caller } };
    return { operation, caller, isDenied, reply: this.#answerCaller(asked, caller, decision, sent) };
  }

  #answerCaller(asked: Asked, caller: Caller, decision: Decision, sent: Promise<void>): Reply {
    const excess = this.#limits.enter(caller);
    void sent.then(() => this.#limits.leave(caller));
    if (excess !== undefined) return { kind: 'error', ...excess };
    const operation = decision.kind === 'unknown' ? undefined : decision.operation;
    const fault = this.#faults.next({ operation: operation?.id, client: caller.id });
    if (fault !== undefined) {
      const { code } = fault;
      if ((code === '601' || code === '602') && asked.token !== undefined) this.#desk.end(asked.token, code);
      if (code !== '1008') return errorOf(fault);
    }
    if (decision.kind === 'unknown') return { kind: 'error', code: decision.hasOtherMethod ? '605' : '610' };
    if (decision.kind === 'denied') return { kind: 'error', code: '603' };
    return this.#reply(asked, decision.operation, fault === undefined ? caller : { ...caller, partitions: [] });
  }

  #decide(asked: Asked, held: Held): Decision {
    const { method, path, parameters } = asked;
    return this.#options.gate.decide({ method, host: hostOf(path), path, parameters }, held);
  }

  #heldBy(holder: Pick<Caller, 'role'>): Held {
    const known = this.#held.get(holder);
    if (known !== undefined) return known;
    const held = this.#options.gate.hold(holder.role);
    this.#held.set(holder, held);
    return held;
  }

  #reply(asked: Asked, operation: Operation, caller: Caller): Reply {
    const fixed = this.#options.scenario.answers.find(({ call }) => fits(call, operation.id));
    if (fixed?.file !== undefined) return { kind: 'file', type: 'text/csv;charset=UTF-8', text: fixed.file };
    if (fixed !== undefined) {
      return { kind: 'envelope', more: fixed.more, ...(fixed.result === undefined ? {} : { result: fixed.result }) };
    }
    if (asked.isBrokenJson) return { kind: 'error', code: '609' };
    if (takesFile(operation) && !asked.isMultipart) return { kind: 'error', code: '613' };
    const form: Form = formOf(operation) ?? (() => ({ kind: 'envelope' }));
    return form({
      operation,
      inPath: partsInPath(operation.path, asked.path),
      passed: asked.values,
      body: asked.json,
      uploadedRows: asked.uploadedRows,
      caller,
      records: this.#records,
      jobs: this.#jobs,
    });
  }

  #write(reply: Reply, path: string): Outgoing {
    if (reply.kind === 'file') return { status: 200, type: reply.type, text: reply.text };
    if (reply.kind === 'bare') {
      return { status: reply.status, type: json, text: reply.body === undefined ? '' : JSON.stringify(reply.body) };
    }
    const requestId = `${(0xe42b + this.#served).toString(16)}#${(0x14272d07d + this.#served).toString(16)}`;
    if (reply.kind === 'envelope') {
      const { result, more } = reply;
      return okay({ requestId, success: true, ...(result === undefined ? {} : { result }), ...more });
    }
    const { code } = reply;
    const message = reply.message ?? this.#options.messages.get(code) ?? 'Error';
    const errors = [{ code, message }];
    if (!answersByStatus(path)) return okay({ requestId, success: false, errors });
    return { status: statusOf(code), type: json, text: JSON.stringify({ errors }) };
  }
}

function okay(body: object): Outgoing {
  return { status: 200, type: json, text: JSON.stringify(body) };
}

function errorOf({ code, message }: { readonly code: string; readonly message?: string }): Reply {
  return { kind: 'error', code, ...(message === undefined ? {} : { message }) };
}

function hostOf(path: string): HostFamily {
  return path.startsWith('/subscriptions/') ? 'ingestion' : 'rest';
}

/** These parts of the API have no envelope: the status says what went wrong. */
function answersByStatus(path: string): boolean {
  return path.startsWith('/userservice/') || path.startsWith('/subscriptions/');
}

function statusOf(code: string): number {
  if (code === '603') return 403;
  if (code === '600' || code === '601' || code === '602') return 401;
  if (code === '606' || code === '607' || code === '615') return 429;
  if (code === '610') return 404;
  return code === '605' ? 405 : 400;
}

/** Bulk imports come as a form with a file. */
function takesFile({ method, path }: Operation): boolean {
  return method === 'POST' && /^\/bulk\/v1\/(?:leads\.json|.*\/import\.json)$/.test(path);
}

function partsInPath(template: string, path: string): Readonly<Record<string, string>> {
  const parts = path.split('/').slice(-template.split('/').length);
  const named = template.split('/').flatMap((part, at) => {
    const [, name, suffix] = /^\{(\w+)\}(.*)$/.exec(part) ?? [];
    const value = parts[at];
    if (name === undefined || value === undefined) return [];
    const bare = suffix && value.toLowerCase().endsWith(suffix.toLowerCase()) ? value.slice(0, -suffix.length) : value;
    return [[name, decoded(bare)] as const];
  });
  return Object.fromEntries(named);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
