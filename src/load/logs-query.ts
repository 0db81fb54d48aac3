import { logsQuery, parseLogFields, type QueryEngine } from '../access-log/index.ts';
import { InputError } from '../model/input-error.ts';

/** What a name of a table is, with its schema and catalog, as an engine takes it without quotes or with its own. */
const tableName = /^[\w$.`"-]{1,200}$/;

/**
 * The query that condenses a table of logs; see `logsQuery`.
 * @throws InputError for a table or columns that cannot be names.
 */
export function writeLogsQuery(engine: QueryEngine, table: string, columns: string | undefined): string {
  if (!tableName.test(table)) {
    throw new InputError('this is no name of a table', {
      at: { file: '--table' },
      next: 'write it as in a query, e.g. logs.access',
    });
  }
  const fields = columns === undefined ? {} : parseLogFields(columns);
  if (fields.request !== undefined) {
    throw new InputError('"request" is no column that a query takes apart', {
      at: { file: '--log-fields' },
      next: 'name method and url',
    });
  }
  const odd = Object.values(fields).find((name) => !/^[\w $.()@-]{1,128}$/.test(name));
  if (odd !== undefined) {
    throw new InputError('a name is none of a column', {
      at: { file: '--log-fields' },
      next: 'e.g. method=verb,url=address',
    });
  }
  return logsQuery(engine, table, fields);
}
