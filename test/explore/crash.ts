import process from 'node:process';
import { openTerminal } from '../../src/cli/open-terminal.ts';
import { runExplorer } from '../../src/explore/ui/index.ts';
import { createReportModel } from '../kit/report-model.ts';
import { explorerInput } from './kit.ts';

// Run by terminal.test.ts in a real terminal: an explorer of which the second screen cannot be drawn.
const input = explorerInput(createReportModel());
const terminal = openTerminal(process);
if (terminal === undefined) throw new Error('this is for a terminal');
const [service] = input.report.services;
const broken = { ...input, report: { ...input.report, services: service === undefined ? [] : [breaking(service)] } };
await runExplorer(broken, {
  terminal,
  color: true,
  isScreenReader: false,
  edit: async () => '',
  save: async () => '',
});

/** A service whose blast radius can be asked for one screen, which has fewer permissions than that, but not for two. */
function breaking<Service extends object>(target: Service): Service {
  let asked = 0;
  return new Proxy(target, {
    get(from, property, receiver) {
      if (property === 'blastRadius' && ++asked > 12) throw new Error('the view broke');
      return Reflect.get(from, property, receiver);
    },
  });
}
