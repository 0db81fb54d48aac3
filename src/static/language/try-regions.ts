import type { Piece } from '../syntax/label-machine.ts';
import type { TryRegion } from '../value/brand.ts';

/** A `try` statement of a machine, and where those lead that its `finally` has stopped on their way. */
export interface RunningRegion extends TryRegion {
  readonly jumps: Set<string>;
}

/** The `try` statements around the pieces of a machine. */
export class TryRegions {
  readonly #regions: readonly RunningRegion[];

  constructor(regions: readonly TryRegion[]) {
    this.#regions = regions.map((region) => ({ ...region, jumps: new Set<string>() }));
  }

  /** The labels at which a piece goes on that throws. */
  handlersOf({ positions }: Piece): number[] {
    return [...new Set(positions.flatMap((position) => this.#handlerAt(position) ?? []))];
  }

  #handlerAt(position: number): number | undefined {
    const handlers = this.#regions.flatMap((region) => {
      const at = handlerOf(region, position);
      return at === undefined ? [] : [{ at, tryAt: region.tryAt }];
    });
    return innermost(handlers)?.at;
  }

  /** The innermost statement that has something to do before a piece is left for a label outside it. */
  around({ positions }: Piece, target: number): (RunningRegion & { readonly finallyAt: number }) | undefined {
    const found = this.#regions.flatMap((region) => {
      const { finallyAt, tryAt } = region;
      if (finallyAt === undefined) return [];
      const holds = (at: number) => tryAt <= at && at < finallyAt;
      return positions.some(holds) && !holds(target) && target !== finallyAt ? [{ ...region, finallyAt }] : [];
    });
    return innermost(found);
  }

  /** The statement of which a piece ends the `finally`. */
  endedBy({ positions }: Piece): RunningRegion | undefined {
    const inside = ({ finallyAt, endAt }: RunningRegion) =>
      positions.some((at) => finallyAt !== undefined && finallyAt <= at && at < (endAt ?? Number.POSITIVE_INFINITY));
    return innermost(this.#regions.filter(inside));
  }
}

function handlerOf({ tryAt, catchAt, finallyAt }: TryRegion, position: number): number | undefined {
  if (position < tryAt) return undefined;
  if (catchAt !== undefined && position < catchAt) return catchAt;
  return finallyAt !== undefined && position < finallyAt ? finallyAt : undefined;
}

function innermost<Region extends { readonly tryAt: number }>(regions: readonly Region[]): Region | undefined {
  return regions.reduce<Region | undefined>(
    (inner, region) => (inner === undefined || region.tryAt >= inner.tryAt ? region : inner),
    undefined,
  );
}
