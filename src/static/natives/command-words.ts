import { markGaps } from '../value/text.ts';
import { isGap, type Piece, type Text } from '../value/value.ts';

/** A command line taken apart as a shell does: the words of each simple command. Gaps stay in their word. */
export function commandsIn(line: Text): Text[][] {
  const { marked, restore } = markGaps(line);
  return simpleCommands(marked.slice(0, maxLine)).map((words) => words.map((word) => withVariables(restore(word))));
}

const maxLine = 20_000;

/** Marks a variable of the shell in a word, around its name: what it stands for only the shell knows. */
const [variableStart, variableEnd] = ['\u0001', '\u0002'];
const variable = /^\$(?:\{(\w+)[^}]*\}|([A-Za-z_]\w*)|\([^()]*\))/;
const markedVariable = new RegExp(`${variableStart}(\\w*)${variableEnd}`);

/** The variable that begins at a place of the line, marked, and its length there. */
function variableAt(line: string, index: number): { readonly text: string; readonly length: number } | undefined {
  const found = variable.exec(line.slice(index, index + longestVariable));
  if (found === null) return undefined;
  return { text: `${variableStart}${found[1] ?? found[2] ?? ''}${variableEnd}`, length: found[0].length };
}

const longestVariable = 200;

/** Variables as gaps. */
function withVariables({ pieces }: Text): Text {
  return {
    kind: 'text',
    pieces: pieces.flatMap((piece): Piece[] => {
      if (isGap(piece)) return [piece];
      // What is between two names stands at every other place, beginning with the first.
      return piece.text.split(markedVariable).flatMap((text, index): Piece[] => {
        if (index % 2 === 1) return [{ hole: 'environment', name: text === '' ? 'shell' : text, at: piece.at }];
        return text === '' ? [] : [{ ...piece, text }];
      });
    }),
  };
}

function simpleCommands(line: string): string[][] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  let quote = '';
  const endWord = (): void => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  for (let index = 0; index < line.length; index += 1) {
    const character = line.charAt(index);
    const found = character === '$' && quote !== "'" ? variableAt(line, index) : undefined;
    if (found !== undefined) {
      word = `${word ?? ''}${found.text}`;
      index += found.length - 1;
    } else if (quote !== '') {
      if (character === quote) quote = '';
      else if (character === '\\' && quote === '"') word = `${word ?? ''}${line.charAt(++index)}`;
      else word = `${word ?? ''}${character}`;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (character === '\\') {
      // Before the end of a line it goes on with the next.
      index += 1;
      if (line.charAt(index) !== '\n') word = `${word ?? ''}${line.charAt(index)}`;
    } else if (/[\s;&|()]/.test(character)) {
      endWord();
      if (/[\n;&|()]/.test(character)) commands.push([]);
    } else word = `${word ?? ''}${character}`;
  }
  endWord();
  return commands.filter((words) => words.length > 0);
}
