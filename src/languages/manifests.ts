/** A file that says what a program is called, in a language beside JavaScript. */
interface Manifest {
  /** Of the file's name. */
  readonly file: RegExp;
  /** Where the name stands in it: the first group of the first that fits. None: the folder's name is all there is. */
  readonly names: readonly RegExp[];
}

const manifests: readonly Manifest[] = [
  { file: /^pyproject\.toml$/, names: [/^\[(?:project|tool\.poetry)\][^[]*?^name\s*=\s*["']([^"'\n]+)["']/m] },
  { file: /^setup\.py$/, names: [/\bname\s*=\s*["']([^"'\n]+)["']/] },
  { file: /^setup\.cfg$/, names: [/^name\s*=\s*(\S+)/m] },
  {
    file: /^composer\.json$/,
    names: [/^\s*\{(?:\s*"[^"]*"\s*:\s*"[^"]*"\s*,)*\s*"name"\s*:\s*"(?:[^"/\n]*\/)?([^"\n]+)"/],
  },
  { file: /^Gemfile$/, names: [] },
  { file: /^[\w.-]+\.gemspec$/, names: [/\.name\s*=\s*["']([^"'\n]+)["']/] },
  { file: /^pom\.xml$/, names: [/<\/parent>[\s\S]*?<artifactId>\s*([^<\s]+)/, /<artifactId>\s*([^<\s]+)/] },
  { file: /^settings\.gradle(?:\.kts)?$/, names: [/\brootProject\.name\s*=\s*["']([^"'\n]+)["']/] },
  { file: /^build\.gradle(?:\.kts)?$/, names: [] },
  { file: /^[\w.-]+\.csproj$/, names: [/<AssemblyName>\s*([^<\s]+)/] },
  { file: /^go\.mod$/, names: [/^module\s+(?:\S*\/)?([^\s/]+)/m] },
];

/** Whether a file, by its name, is the manifest of a program in another language. */
export function isManifest(fileName: string): boolean {
  return manifests.some(({ file }) => file.test(fileName));
}

/** What a manifest calls its program; `undefined` where it says nothing. */
export function nameInManifest(fileName: string, text: string): string | undefined {
  const names = manifests.find(({ file }) => file.test(fileName))?.names ?? [];
  const found = names.map((name) => name.exec(text)?.[1]).find((name) => name !== undefined);
  return found ?? (/\.csproj$/.test(fileName) ? fileName.replace(/\.csproj$/, '') : undefined);
}
