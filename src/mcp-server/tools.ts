import { InputError } from '../model/input-error.ts';
import type { PublishedReport } from '../schema/index.ts';
import { briefReport } from './brief-report.ts';
import { type Fields, type Given, readGiven } from './fields.ts';
import * as outputs from './outputs.ts';

/** A command line of rolefit, and where it is run. */
export interface Line {
  readonly argv: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly stdin?: string;
}

/** A folder that a client may speak of, or a file in it. */
export interface Place {
  /** Absolute, without links. */
  readonly folder: string;
  readonly file?: string;
}

/** What a tool needs of the world to say which command line answers it. */
export interface Surroundings {
  /**
   * The place that a client names, or the first of its folders.
   * @throws InputError for one that is not in them.
   */
  readonly placeOf: (path: string | undefined) => Promise<Place>;
  readonly isFile: (folder: string, name: string) => Promise<boolean>;
  /** A folder in which there is nothing to be found. */
  readonly nowhere: string;
  /** Where the server was started, for what it was told to run. */
  readonly start: string;
  readonly command: readonly string[];
}

/** What an agent can ask. Every answer is that of a command line that prints JSON: there is no second truth. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly fields: Fields;
  readonly output: object;
  /** Whether something is run for it that is not rolefit. */
  readonly runs: boolean;
  /** @throws InputError for arguments that are none, and places that may not be looked at. */
  readonly lineOf: (sent: Readonly<Record<string, unknown>>, world: Surroundings) => Promise<Line>;
  /** What of the answer is told. */
  readonly told: (answer: unknown) => object;
}

interface Definition<Named extends Fields> extends Omit<Tool, 'fields' | 'lineOf'> {
  readonly fields: Named;
  readonly line: (given: Given<Named>, world: Surroundings) => Promise<Line>;
}

function tool<const Named extends Fields>({ line, ...rest }: Definition<Named>): Tool {
  return { ...rest, lineOf: async (sent, world) => line(readGiven(rest.fields, sent), world) };
}

const json = ['--format', 'json', '--quiet'] as const;

const place = {
  type: 'text',
  describe: 'A folder or file within the folders that the client has opened; the first of those without.',
} as const;

/** Names only: a file would be a second way to the disk. */
const granted = {
  type: 'text',
  describe: 'What the role grants today: names of permissions separated by commas, or vendor:<name>.',
  like: /^(?:vendor:[a-z0-9-]+|[A-Za-z][A-Za-z ,-]*)$/,
} as const;

/**
 * The option that names a role. The command line would take a file of that name, which nobody has asked for.
 * @throws InputError where there is one.
 */
async function rolePassed(
  option: 'granted' | 'role',
  names: string | undefined,
  folder: string,
  { isFile }: Surroundings,
): Promise<readonly string[]> {
  if (names === undefined) return [];
  if (!(await isFile(folder, names))) return [`--${option}=${names}`];
  throw new InputError('there is a file that is called like the role', { next: 'rename the file, or ask elsewhere' });
}

const analyzeFolder = tool({
  name: 'analyze_folder',
  title: 'The smallest role for code or traffic',
  description:
    'Finds the smallest Marketo API role for the code of a folder, or for a recording (HAR) or access log, with the calls that need each permission and their places. A status of "lower-bound" means that calls are open: the role may need more.',
  fields: { path: place, granted },
  output: outputs.report,
  runs: false,
  line: async (given, world) => {
    const { folder, file } = await world.placeOf(given.path);
    const role = await rolePassed('granted', given.granted, folder, world);
    const inputs = file === undefined ? [] : ['--', `./${file}`];
    return { argv: ['analyze', ...json, '--fail-on', 'never', ...role, ...inputs], cwd: folder };
  },
  told: (answer) => briefReport(answer as PublishedReport),
});

const permissionForCall = tool({
  name: 'permission_for_call',
  title: 'Which permission a call needs',
  description:
    'Says which permission of the role a call to the Marketo API needs, by method and path ("POST /rest/v1/leads.json"), the name of the operation ("Sync Leads"), or what a permission opens ("Read-Only Lead").',
  fields: {
    call: {
      type: 'text',
      describe: 'Method and path, the name of an operation, or the name of a permission.',
      isRequired: true,
      most: 300,
      // What is neither a path of the API nor a name could be a place of the disk.
      like: /^(?:(?:GET|POST|PUT|PATCH|DELETE|HEAD) )?\/[^\s#]+$|^[A-Za-z][A-Za-z0-9 (),'-]*$/,
    },
  },
  output: outputs.explanation,
  runs: false,
  line: async ({ call = '' }, { nowhere }) => ({ argv: ['explain', ...json, '--', call], cwd: nowhere }),
  told: (answer) => answer as object,
});

const explainDenial = tool({
  name: 'explain_denial',
  title: 'Why a call was denied',
  description:
    'Explains denied calls (603 and the like) in lines of a log or in a recording: what the operation needs, which permission to add, and the other causes that a denial can have.',
  fields: {
    text: { type: 'text', describe: 'Lines of a log, or the answer of the API.', most: 200_000 },
    path: { ...place, describe: 'A recording or a log instead, within the folders that the client has opened.' },
    granted,
  },
  output: outputs.denials,
  runs: false,
  line: async ({ text, path, granted: role }, world) => {
    if ((text === undefined) === (path === undefined)) {
      throw new InputError('one of "text" and "path" must be given', { next: 'leave the other out' });
    }
    if (text !== undefined) {
      const granting = await rolePassed('granted', role, world.nowhere, world);
      return { argv: ['explain', ...json, ...granting, '--denied', '-'], cwd: world.nowhere, stdin: text };
    }
    const found = await world.placeOf(path);
    if (found.file === undefined) throw new InputError('"path" is a folder', { next: 'name a file' });
    const granting = await rolePassed('granted', role, found.folder, world);
    return { argv: ['explain', ...json, ...granting, `--denied=./${found.file}`], cwd: found.folder };
  },
  told: (answer) => answer as object,
});

const roleOfDiff = tool({
  name: 'role_of_diff',
  title: 'What a diff makes the role need',
  description:
    'Compares what the code of a folder needs now with what it needed in another commit (HEAD without one: what is not committed yet). Findings of the kind "role-grew" say what the change makes the role need, and which line. The folder has a rolefit config.',
  fields: {
    path: { ...place, describe: 'The folder with the config, within the folders that the client has opened.' },
    base: {
      type: 'text',
      describe: 'The commit to compare with, such as "main" or "HEAD~1".',
      most: 200,
      like: /^[A-Za-z0-9][\w./@^~-]*$/,
    },
  },
  output: outputs.report,
  runs: false,
  line: async (given, world) => {
    const { folder, file } = await world.placeOf(given.path);
    if (file !== undefined) throw new InputError('"path" is a file', { next: 'name the folder with the config' });
    return { argv: ['check', ...json, '--base', given.base ?? 'HEAD'], cwd: folder };
  },
  told: (answer) => briefReport(answer as PublishedReport),
});

const verifyRole = tool({
  name: 'verify_role',
  title: 'Prove a role by running the tests',
  description:
    'Runs the command that the server was started with against a local stand-in of Marketo that enforces a role, and says whether the role is enough, and with "minimality" whether all of it is needed. Only that command can be run.',
  fields: {
    role: { ...granted, describe: 'Names of permissions separated by commas; what the code needs without.' },
    minimality: { type: 'flag', describe: 'Run again without permissions, to show that each is needed.' },
  },
  output: outputs.proof,
  runs: true,
  line: async ({ role, minimality = false }, world) => {
    const proving = await rolePassed('role', role, world.start, world);
    const how = minimality ? ['--minimality'] : [];
    return { argv: ['verify', ...json, ...proving, ...how, '--', ...world.command], cwd: world.start };
  },
  told: (answer) => answer as object,
});

/** Every tool there is; those that run something are offered only where there is something to run. */
export function toolsFor(command: readonly string[]): readonly Tool[] {
  const all = [analyzeFolder, permissionForCall, explainDenial, roleOfDiff, verifyRole];
  return command.length === 0 ? all.filter(({ runs }) => !runs) : all;
}
