import type { Argv } from 'yargs';
import { InputError } from '../../model/input-error.ts';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-code.ts';

const shells = ['bash', 'zsh'] as const;

/** Each asks the parser for what fits, with the words so far; where nothing does, the shell completes file names. */
const scripts = {
  bash: `_rolefit_completions() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$(rolefit --get-yargs-completions "\${COMP_WORDS[@]}" 2>/dev/null)" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o bashdefault -o default -F _rolefit_completions rolefit
`,
  zsh: `#compdef rolefit
_rolefit_completions() {
  local -a reply
  reply=("\${(@f)$(COMP_CWORD="$((CURRENT-1))" COMP_LINE="$BUFFER" COMP_POINT="$CURSOR" rolefit --get-yargs-completions "\${words[@]}" 2>/dev/null)}")
  if [[ -n "\${reply[1]}" ]]; then _describe 'values' reply; else _default; fi
}
compdef _rolefit_completions rolefit
`,
} as const satisfies Record<(typeof shells)[number], string>;

export const completion = defineCommand({
  command: 'completion [shell]',
  describe: 'Print a script that completes commands, options and formats in a shell',
  builder: (parser: Argv) =>
    parser.positional('shell', {
      describe: 'For which; evaluate it in its start-up file: eval "$(rolefit completion)"',
      choices: shells,
      defaultDescription: 'that of SHELL',
    }),
  handler: async ({ shell }, io) => {
    const own = shells.find((name) => (io.env['SHELL'] ?? '').endsWith(`/${name}`));
    const chosen = shell ?? own;
    if (chosen === undefined) {
      throw new InputError('which shell it is for is not known', { next: `say it: rolefit completion ${shells[0]}` });
    }
    io.stdout.write(scripts[chosen]);
    return exitCodes.clean;
  },
});
