import process from 'node:process';
import { quietly } from './quietly.ts';
import type { Spool } from './spool.ts';

/** How long a call may wait for its answer before it is written down as sent, in milliseconds. */
const patience = 20;
/** Two such turns are as long. */
const turn = patience / 2;

/** Something that is written down: as it is, and once more when it is answered. */
interface Noted {
  readonly isAnswered: boolean;
  write(): void;
}

/** The program may put clocks of its own in their place. */
const { now } = Date;
const later = setTimeout;

/**
 * When calls are written down. One that is answered is written at once, and one that is not when patience is lost. In a rush, with
 * more than one in a turn, they are written together when the turn ends: what a program does after an answer then waits neither
 * for the disk nor for us. Marketo takes five calls a second, so a rush is rare; when the program ends, all are written.
 */
export class Journal {
  readonly #spool: Spool;
  readonly #atExit = quietly(() => this.#writeAll());
  readonly #atTurn = quietly(() => this.#endTurn());
  // Those that are written meanwhile stay in them for this moment: to take each out would cost more.
  #fresh: Noted[] = [];
  #older: Noted[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writtenAt = 0;

  constructor(spool: Spool) {
    this.#spool = spool;
    process.on('exit', this.#atExit);
  }

  sent(one: Noted): void {
    this.#fresh.push(one);
    this.#watch();
  }

  /** @param isKnown whether patience with it has not been lost, so that it is still looked at */
  answered(one: Noted, isKnown: boolean): void {
    const time = now();
    // A clock that is put back is no rush.
    if (Math.abs(time - this.#writtenAt) < turn) {
      if (!isKnown) this.sent(one);
      return;
    }
    this.#writtenAt = time;
    one.write();
    this.#spool.flush();
  }

  /** Writes what is left, and no more. */
  close(): void {
    process.off('exit', this.#atExit);
    clearTimeout(this.#timer);
    this.#writeAll();
    this.#spool.close();
  }

  #watch(): void {
    if (this.#timer !== undefined) return;
    this.#timer = later(this.#atTurn, turn);
    // A program that has nothing else to do is not kept from ending.
    this.#timer.unref();
  }

  #endTurn(): void {
    this.#timer = undefined;
    for (const one of this.#older) one.write();
    this.#older = [];
    for (const one of this.#fresh) {
      if (one.isAnswered) one.write();
      else this.#older.push(one);
    }
    this.#fresh = [];
    this.#writtenAt = now();
    this.#spool.flush();
    if (this.#older.length > 0) this.#watch();
  }

  #writeAll(): void {
    for (const one of [...this.#older, ...this.#fresh]) one.write();
    this.#spool.flush();
  }
}
