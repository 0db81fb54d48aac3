import process from 'node:process';
import { quietly } from './quietly.ts';

/** How long a call may wait for its answer before it is written down as sent, in milliseconds. */
const patience = 20;

/** Something that can be written down; it knows whether it was already. */
interface Waiting {
  write(): void;
}

/**
 * Calls that were sent and have no answer yet. Most are answered before anybody loses patience, and then written once;
 * those that are not are written as they are, and so are all of them when the program ends.
 */
export class Pending {
  // Those that were answered meanwhile stay in them for this moment: to take each out would cost more.
  #fresh: Waiting[] = [];
  #older: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  // The program may put clocks of its own in their place.
  readonly #setTimeout = setTimeout;

  constructor() {
    process.on(
      'exit',
      quietly(() => {
        for (const one of [...this.#older, ...this.#fresh]) one.write();
      }),
    );
  }

  add(one: Waiting): void {
    this.#fresh.push(one);
    this.#watch();
  }

  #watch(): void {
    if (this.#timer !== undefined) return;
    this.#timer = this.#setTimeout(
      quietly(() => this.#turn()),
      patience / 2,
    );
    // A program that has nothing else to do is not kept from ending.
    this.#timer.unref();
  }

  #turn(): void {
    this.#timer = undefined;
    for (const one of this.#older) one.write();
    this.#older = this.#fresh;
    this.#fresh = [];
    if (this.#older.length > 0) this.#watch();
  }
}
