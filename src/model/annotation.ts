import type { Location } from './location.ts';
import type { OperationId } from './operation.ts';

/** What a comment says of a text that is no request: `// rolefit: no request`. */
export const noRequestWords = 'no request';

/**
 * What is wrong with a comment such as `// rolefit: GET /rest/v1/leads.json`; the place is the comment's.
 * A comment with a problem closes nothing: the call stays unresolved.
 */
export type AnnotationProblem =
  | {
      readonly kind: 'unknown-annotation';
      /** "METHOD /path" as written; absent where it is no such thing: comments may hold anything. */
      readonly annotation?: string;
      readonly similar?: OperationId;
      readonly location: Location;
    }
  | {
      readonly kind: 'contradicted-annotation';
      readonly annotation: OperationId;
      /** The call that cannot be this operation. */
      readonly call: Location;
      readonly location: Location;
    }
  | {
      readonly kind: 'stale-annotation';
      readonly annotation: OperationId | typeof noRequestWords;
      readonly location: Location;
    };
