import { languageOf } from '../../languages/registry.ts';
import type { LeftOut } from '../../sources/left-out.ts';
import { ByteLook, type FileFacts } from '../../sources/look-at-bytes.ts';
import type { FindClues } from '../../sources/seed-pattern.ts';
import type { SourceProblem } from '../../sources/source-set.ts';
import type { ByteReader } from './byte-reader.ts';

export interface FileScannerInput {
  readonly reader: ByteReader;
  readonly findClues: FindClues;
  readonly isNamed: (path: string) => boolean;
  /** Whether a file is read however it looks; none is when absent. */
  readonly isWanted?: (path: string) => boolean;
  readonly leftOut: LeftOut;
  /** What is known of a file as it is now, from a former look with the same options: it is not read. */
  readonly known?: ((path: string) => FileFacts | undefined) | undefined;
}

/** Looks at files, each once, or a second time when only then its imports are wanted. */
export class FileScanner {
  readonly problems: SourceProblem[] = [];
  readonly #input: FileScannerInput;
  readonly #look: ByteLook;
  /** `undefined` for a file that cannot be read. */
  readonly #facts = new Map<string, FileFacts | undefined>();
  #looked = 0;

  constructor(input: FileScannerInput) {
    this.#input = input;
    this.#look = new ByteLook(input.reader.memory, input.findClues);
  }

  /** How many files were looked at. */
  get looked(): number {
    return this.#looked;
  }

  /** All that was found out, for another time. */
  get facts(): ReadonlyMap<string, FileFacts | undefined> {
    return this.#facts;
  }

  /** What is known of a file; `undefined` for one that is not to be analysed, which has been counted or noted. */
  scan(path: string, withImports: boolean): FileFacts | undefined {
    let facts = this.#facts.get(path);
    if (facts === undefined ? !this.#facts.has(path) : !isEnough(facts, withImports)) {
      const isFirst = facts === undefined;
      facts = this.#find(path, withImports);
      this.#facts.set(path, facts);
      if (isFirst && facts !== undefined) this.#count(path, facts);
    }
    return facts?.unfit === undefined ? facts : undefined;
  }

  #find(path: string, withImports: boolean): FileFacts | undefined {
    const isWanted = this.#input.isWanted?.(path) === true;
    const known = isWanted ? undefined : this.#input.known?.(path);
    if (known !== undefined && isEnough(known, withImports)) return known;
    const result = this.#input.reader.read(path);
    if (result.kind === 'failed') this.problems.push({ file: path, what: result.what });
    if (result.kind !== 'read') return undefined;
    const { size, isWhole } = result;
    return this.#look.look({
      size,
      isWhole,
      isNamed: this.#input.isNamed(path),
      isWanted,
      withImports,
      specifiersIn: languageOf(path)?.specifiersIn,
    });
  }

  #count(path: string, { unfit, clues }: FileFacts): void {
    this.#looked++;
    if (unfit !== undefined) this.#input.leftOut.add(unfit, path);
    if (unfit === 'too-large' && clues.strong)
      this.problems.push({ file: path, what: "names Marketo's API but is too large to be analysed" });
  }
}

function isEnough({ specifiers, unfit }: FileFacts, withImports: boolean): boolean {
  return !withImports || specifiers !== undefined || unfit !== undefined;
}
