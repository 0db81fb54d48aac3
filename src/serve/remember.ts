/** Remembers something under a key, and no more than so many of them: the one that was put there first is forgotten. */
export function remember<Value>(things: Map<string, Value>, key: string, value: Value, most: number): Value {
  if (things.size >= most && !things.has(key)) {
    const [oldest] = things.keys();
    if (oldest !== undefined) things.delete(oldest);
  }
  things.set(key, value);
  return value;
}
