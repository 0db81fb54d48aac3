/** Counts the changes of shape of all objects of one run, so that two of them can be put in order. */
export class Clock {
  now = 0;

  tick(): number {
    this.now += 1;
    return this.now;
  }
}
