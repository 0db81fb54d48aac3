/** Kinds of nodes that are texts. */
export const textKinds: ReadonlySet<string> = new Set(['string', 'encapsed_string', 'heredoc', 'nowdoc']);

/** Kinds of declarations that make a class. */
export const classKinds: ReadonlySet<string> = new Set([
  ...['class_declaration', 'interface_declaration', 'trait_declaration', 'enum_declaration'],
]);
