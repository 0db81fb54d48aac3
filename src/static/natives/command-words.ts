import { markGaps } from '../value/text.ts';
import type { Text } from '../value/value.ts';

/** A command line taken apart as a shell does: the words of each simple command. Gaps stay in their word. */
export function commandsIn(line: Text): Text[][] {
  const { marked, restore } = markGaps(line);
  return simpleCommands(marked.slice(0, maxLine)).map((words) => words.map(restore));
}

const maxLine = 20_000;

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
    if (quote !== '') {
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
