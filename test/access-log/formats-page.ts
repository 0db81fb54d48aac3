import type { LogFormatsFile } from '../../src/schema/index.ts';

type Row = LogFormatsFile['formats'][number];

const parts: readonly (readonly [kind: Row['kind'], title: string, before: string])[] = [
  [
    'record',
    'Lines of named fields',
    'JSON (one object a line, a list, or written over several lines), tables with a header (CSV, `#Fields:`), and `key=value`.',
  ],
  ['text', 'Lines of text', 'What stands around the request tells them apart.'],
  ['prefix', 'What collectors write in front of a line', 'The line behind it is read as one of the others.'],
  ['wrapper', 'Objects that hold a line', 'The line in the field is read as one of the others.'],
];

/** docs/log-formats.md, made of the rows of rules/log-formats.json. */
export function formatsPage({ formats }: LogFormatsFile): string {
  const sections = parts.map(([kind, title, before]) => {
    const rows = formats.filter((row) => row.kind === kind).map(cellsOf);
    return `## ${title}\n\n${before}\n\n${tableOf([['format', 'told by', 'described at, row of'], ...rows])}\n`;
  });
  return `# Log formats\n\n<!-- Made of rules/log-formats.json: UPDATE_GOLDENS=1 npx vitest run test/access-log/log-formats.test.ts -->\n\nWhat rolefit recognises in a log by itself, in the order in which it looks. A sample of each stands in\n\`fixtures/traffic/log-formats\`. What is in no row is read where a method and an address stand on the line; for\neverything else there is \`--log-fields\`. How logs are read is in [logs.md](logs.md).\n\n${sections.join('\n')}`;
}

function cellsOf(row: Row): readonly string[] {
  const source = row.source.startsWith('docs/')
    ? `[${row.source}](${row.source.slice('docs/'.length)})`
    : `[page](${row.source})`;
  return [row.title.replaceAll('|', '\\|'), toldBy(row), `${source}, ${row.checked}`];
}

function toldBy(row: Row): string {
  if (row.kind === 'text' || row.kind === 'prefix') {
    return row.patterns.map((pattern) => `\`${pattern.replaceAll('|', '\\|').trim()}\``).join('<br>');
  }
  return row.signs.length === 0 ? 'the usual names of such fields' : row.signs.map((sign) => `\`${sign}\``).join(', ');
}

/** As the formatter lays it out. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [header = [], ...body] = rows;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
