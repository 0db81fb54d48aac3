import { count, listWords } from '../words.ts';
import type { FindingKindDefinition } from './definition.ts';

/** A cookie is no credential of Marketo's API, so it is no reason of its own. */
export const secretInRecording: FindingKindDefinition<
  'secret-in-recording',
  /** Calls that hold a client secret, and calls that hold a token. */
  { readonly file: string; readonly clientSecrets: number; readonly tokens: number }
> = {
  kind: 'secret-in-recording',
  // A note: nearly every recording holds the tokens of its hour, and the role is what the exit code speaks of.
  severity: 'note',
  title: 'A recording holds secrets in plain text',
  why: 'Whoever gets the file can do what the role allows: for an hour with a token, for ever with a client secret.',
  help: 'Keep a copy made with `rolefit redact`, and delete the recording. A client secret does not expire: if others had the file, replace it.',
  topics: ['security'],
  cwe: 312,
  precision: 'very-high',
  risk: 3,
  about: 'input',
  gate: 'ordinary',
  shownAs: 'finding',
  brief: 'shown',
  beginsWithName: true,
  describe: ({ file, clientSecrets, tokens }) => {
    const found = [
      ...(clientSecrets === 0 ? [] : [`a client secret in ${count(clientSecrets, 'call')}`]),
      ...(tokens === 0 ? [] : [`a token in ${count(tokens, 'call')}`]),
    ];
    return `${file} holds ${listWords(found)}`;
  },
  subject: ({ file }) => [file],
  find: ({ inputs }) =>
    inputs.flatMap(({ file, secrets: { clientSecrets, tokens } = { clientSecrets: 0, tokens: 0 } }) =>
      clientSecrets + tokens === 0
        ? []
        : [{ arguments: { file, clientSecrets, tokens }, confidence: 'exact', location: { file } }],
    ),
  sample: { file: 'src/sync/leads.ts', clientSecrets: 2, tokens: 1033 },
};
