import { TokenType } from '@streamparser/json';

/** Where a JSON text stopped: the last two tokens, and the bracket that is open there. */
export interface StopPoint {
  readonly last: TokenType | undefined;
  readonly beforeLast: TokenType | undefined;
  readonly open: TokenType | undefined;
}

/** What JSON would have gone on with, in words that show nothing of the content. */
export function describeExpected({ last, beforeLast, open }: StopPoint): string {
  if (last === undefined) return 'an opening "{"';
  const inObject = open === TokenType.LEFT_BRACE;
  switch (last) {
    case TokenType.LEFT_BRACE:
      return 'a name in quotes or "}"';
    case TokenType.LEFT_BRACKET:
      return 'a value or "]"';
    case TokenType.COLON:
      return 'a value';
    case TokenType.COMMA:
      return inObject ? 'a name in quotes' : 'a value';
    default:
      break;
  }
  const afterName = beforeLast === TokenType.LEFT_BRACE || beforeLast === TokenType.COMMA;
  if (inObject && afterName && last === TokenType.STRING) return '":"';
  if (open === undefined) return 'the end of the file';
  return inObject ? '"," or "}"' : '"," or "]"';
}
