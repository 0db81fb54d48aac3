import { inner, nodesIn, part, type SyntaxNode } from '../tree.ts';

/** Functions that are only asked about files of the machine. */
const asksAboutFiles =
  /^(?:file_exists|is_file|is_readable|is_writable|is_dir|filemtime|filesize|unlink|realpath|touch)$/i;

/** Functions and constants that give the name of a file or folder. */
const givesFile = new RegExp(
  '^(?:dirname|realpath|tempnam|sys_get_temp_dir|getcwd|wp_upload_dir|wp_tempnam|plugin_dir_path|get_template_directory|' +
    'get_stylesheet_directory|get_attached_file|drupal_realpath|storage_path|base_path|app_path|public_path|resource_path|' +
    'config_path|database_path|__DIR__|__FILE__|DIRECTORY_SEPARATOR|ABSPATH|APPPATH|BASEPATH|WP_CONTENT_DIR|WP_PLUGIN_DIR|' +
    'DRUPAL_ROOT|STDIN|STDOUT|[A-Z_]+_(?:DIR|FILE|ROOT))$',
);

const fileWords: ReadonlySet<string> = new Set(
  'file filename filepath files dir directory folder tmp temp logfile basedir rootdir'.split(' '),
);
const addressWords: ReadonlySet<string> = new Set(
  'url uri urls link href endpoint host api request address'.split(' '),
);

/** What a file asks of as of a file: the texts of those arguments. */
export function filesAskedFor(root: SyntaxNode): ReadonlySet<string> {
  const found = new Set<string>();
  for (const node of nodesIn(root)) {
    if (node.type !== 'function_call_expression' || !asksAboutFiles.test(part(node, 'function')?.text ?? '')) continue;
    const list = part(node, 'arguments');
    const [first] = list === undefined ? [] : inner(list);
    if (first !== undefined) found.add(first.text);
  }
  return found;
}

/** Whether the program's own words say that this is the name of a file: what it begins with, or that it is asked whether it is there. */
export function isFileName(node: SyntaxNode, asked: ReadonlySet<string>): boolean {
  if (asked.has(node.text)) return true;
  const start = startOf(node);
  if (start.type === 'function_call_expression') return givesFile.test(part(start, 'function')?.text ?? '');
  if (start.type === 'subscript_expression' && start.text.startsWith('$_FILES')) return true;
  return givesFile.test(start.text) || saysFile(start);
}

/** The piece that a text begins with. */
function startOf(node: SyntaxNode): SyntaxNode {
  let at = node;
  for (;;) {
    const isJoin = at.type === 'binary_expression' || at.type === 'parenthesized_expression';
    const isText = at.type === 'encapsed_string' || at.type === 'argument';
    const first = isJoin || isText ? inner(at)[0] : undefined;
    if (first === undefined) return at;
    at = first;
  }
}

/** `$logFile`, `$this->upload_dir`, `$f['filename']` */
function saysFile(node: SyntaxNode): boolean {
  if (
    !/^(?:variable_name|member_access_expression|subscript_expression|scoped_property_access_expression)$/.test(
      node.type,
    )
  )
    return false;
  const name = /(\w+)\W*$/.exec(node.text)?.[1] ?? '';
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_');
  return words.some((word) => fileWords.has(word)) && !words.some((word) => addressWords.has(word));
}
