import type { Location } from './location.ts';

/**
 * A module that the code imports and that was not read, though it may call Marketo: it is not there, is ignored, lies
 * outside or was left out; or it is a package that has Marketo's name.
 */
export interface MissingModule extends Location {
  /** As the code writes it, where that is a plain path. */
  readonly name?: string;
  readonly isPackage: boolean;
}
