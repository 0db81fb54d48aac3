import type { Cell } from './cell.ts';
import type { Clock } from './clock.ts';

/** What an object has by name, and when a name was last added, taken away or given another place. */
export class Members<Held = Cell> extends Map<string, Held> {
  /** In the clock's count; 0 where nothing changed yet. */
  changed = 0;
  readonly #clock: Clock;
  /** When the object was made that has them. */
  readonly #made: number;

  constructor(clock: Clock, made: number) {
    super();
    this.#clock = clock;
    this.#made = made;
  }

  override set(name: string, held: Held): this {
    if (this.get(name) !== held) this.changed = this.#clock.tick(this.#made);
    return super.set(name, held);
  }

  override delete(name: string): boolean {
    const wasThere = super.delete(name);
    if (wasThere) this.changed = this.#clock.tick(this.#made);
    return wasThere;
  }
}
