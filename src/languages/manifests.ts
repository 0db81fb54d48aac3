/** A file that says what a program is called, in a language beside JavaScript. */
interface Manifest {
  /** Of the file's name. */
  readonly file: RegExp;
  /** What it says, of its text and its own name; `undefined`: the folder's name is all there is. */
  readonly nameIn: (text: string, fileName: string) => string | undefined;
}

const nobody = () => undefined;

const manifests: readonly Manifest[] = [
  {
    file: /^pyproject\.toml$/,
    nameIn: told(/^\[(?:project|tool\.poetry)\][^[]*?^name\s*=\s*["']([^"'\n]+)["']/m),
  },
  { file: /^setup\.py$/, nameIn: told(/\bname\s*=\s*["']([^"'\n]+)["']/) },
  { file: /^setup\.cfg$/, nameIn: told(/^name\s*=\s*(\S+)/m) },
  { file: /^composer\.json$/, nameIn: nameInComposer },
  { file: /^Gemfile$/, nameIn: nobody },
  { file: /^[\w.-]+\.gemspec$/, nameIn: told(/\.name\s*=\s*["']([^"'\n]+)["']/) },
  { file: /^pom\.xml$/, nameIn: nameInPom },
  { file: /^settings\.gradle(?:\.kts)?$/, nameIn: told(/\brootProject\.name\s*=\s*["']([^"'\n]+)["']/) },
  { file: /^build\.gradle(?:\.kts)?$/, nameIn: nobody },
  {
    file: /^[\w.-]+\.csproj$/,
    nameIn: (text, fileName) =>
      told(/<AssemblyName>\s*([^<\s]+)/)(text) ?? fileName.slice(0, fileName.lastIndexOf('.')),
  },
  { file: /^go\.mod$/, nameIn: told(/^module\s+(?:\S*\/)?([^\s/]+)/m) },
];

/** The first group of what fits. None of the patterns looks at a place more than once for each beginning on another line. */
function told(pattern: RegExp): (text: string) => string | undefined {
  return (text) => pattern.exec(text)?.[1];
}

/** `acme/signup-plugin` is called by what stands behind the vendor. */
function nameInComposer(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;
    return typeof name === 'string' ? name.slice(name.lastIndexOf('/') + 1) || undefined : undefined;
  } catch {
    return undefined;
  }
}

/** Of the artifacts that a file of Maven names, its own is the first that is not its parent's. */
function nameInPom(text: string): string | undefined {
  const ofParent = text.indexOf('</parent>');
  return told(/<artifactId>\s*([^<\s]+)/)(text.slice(Math.max(ofParent, 0)));
}

/** Whether a file, by its name, is the manifest of a program in another language. */
export function isManifest(fileName: string): boolean {
  return manifests.some(({ file }) => file.test(fileName));
}

/** What a manifest calls its program; `undefined` where it says nothing. */
export function nameInManifest(fileName: string, text: string): string | undefined {
  return manifests.find(({ file }) => file.test(fileName))?.nameIn(text, fileName);
}
