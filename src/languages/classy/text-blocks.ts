/** A block begins on its second line; what all its lines are indented by is not part of it. */
export function withoutIndent(block: string): string {
  const lines = block.replace(/^[ \t]*\r?\n/, '').split(/\r?\n/);
  const indents = lines.flatMap((line, index) =>
    line.trim() === '' && index < lines.length - 1 ? [] : [/^[ \t]*/.exec(line)?.[0].length ?? 0],
  );
  const least = indents.length === 0 ? 0 : Math.min(...indents);
  return lines.map((line) => line.slice(least).trimEnd()).join('\n');
}
