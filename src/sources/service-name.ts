/** The name of a service that nothing names. */
export const nameless = 'integration';

/** The longest name that a config takes. */
const longest = 100;

/**
 * A name for each service: that of its package without the scope, else of its folder. Names are shown in every report
 * and come from a stranger's files, so that nothing but letters, digits, dots, hyphens and underscores is left of them;
 * of two that are the same the second gets a number.
 *
 * @param candidates for each service, the best first
 */
export function nameServices(candidates: readonly (readonly (string | undefined)[])[]): readonly string[] {
  const taken = new Set<string>();
  return candidates.map((texts) => {
    const name = texts.map(plainName).find((one) => one !== '') ?? nameless;
    let unique = name;
    for (let number = 2; taken.has(unique); number++) unique = `${name}-${number}`;
    taken.add(unique);
    return unique;
  });
}

function plainName(text = ''): string {
  const plain = text
    .slice(0, 10 * longest)
    .replace(/^@[^/]*\//, '')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  // Cut by characters, so that none is cut in half; room is left for a number.
  return [...plain].slice(0, longest / 2).join('');
}
