import { maxPlaces } from '../model/operation-use.ts';
import { BoundedRows } from './bounded-rows.ts';

/** Names of places, each once: the first {@link maxPlaces} in code unit order, whatever the order in which they come. */
export class PlaceNames {
  private readonly names = new BoundedRows<{ name?: string }>({
    limit: maxPlaces,
    create: () => ({}),
    absorb: () => undefined,
  });

  add(names: readonly string[] = []): void {
    for (const name of names) this.names.at(name).name = name;
  }

  finish(): string[] {
    return this.names.finish().rows.flatMap(({ name }) => name ?? []);
  }
}
