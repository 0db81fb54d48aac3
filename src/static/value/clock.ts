/** Counts the changes of shape of all objects of one run, so that two of them can be put in order. */
export class Clock {
  now = 0;
  /** When the oldest object was made that has changed since somebody set this. */
  oldestChanged = Number.POSITIVE_INFINITY;

  /** @param made when the object was made that changes; left out for one that is just made */
  tick(made = Number.POSITIVE_INFINITY): number {
    this.now += 1;
    if (made < this.oldestChanged) this.oldestChanged = made;
    return this.now;
  }

  /** Runs something, and tells whether it changed the shape of an object that was there before. */
  watching<Result>(run: () => Result): { result: Result; changesOlder: boolean } {
    const outer = this.oldestChanged;
    const start = this.now;
    this.oldestChanged = Number.POSITIVE_INFINITY;
    try {
      const result = run();
      return { result, changesOlder: this.oldestChanged <= start };
    } finally {
      this.oldestChanged = Math.min(outer, this.oldestChanged);
    }
  }
}
