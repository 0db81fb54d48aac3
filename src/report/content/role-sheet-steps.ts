import type { ServiceReport } from '../../model/report.ts';
import { listWords } from '../../model/words.ts';
import { type Block, parseCode, strong } from '../document/block.ts';
import { sheetName } from './role-sheet-name.ts';

/** One thing for the admin to do. Sentences mark code with backticks. */
export interface SheetStep {
  /** Where in Marketo, or "In the integration". */
  readonly where: string;
  readonly what: string;
}

/** From an empty role to a verified one; with a grant from the role there is. `workspaces` are empty where not known. */
export function sheetSteps(service: ServiceReport, workspaces: readonly string[]): readonly SheetStep[] {
  const name = sheetName(service);
  const places =
    workspaces.length === 0
      ? 'the workspaces that it works in, and no others; a role counts only in the workspace that it is given for'
      : `${listWords(workspaces)}, and in no other workspace`;
  const start = service.comparison === undefined ? newRole(name) : changedRole();
  return [
    ...start,
    {
      where: 'Admin > Users & Roles > Users',
      what: `Create a user for this integration alone, "${name}": tick API Only, and give it this role and no other, in ${places}.`,
    },
    {
      where: 'Admin > LaunchPoint > New Service',
      what: 'Service: Custom. Choose that user. One service for one integration.',
    },
    {
      where: 'Admin > LaunchPoint > View Details',
      what: 'Copy the client id and secret straight into the secret store of the integration: not into mail, chat or code.',
    },
    {
      where: 'In the integration',
      what: 'Run every part of it once, with the new id and secret. Marketo answers a missing permission with HTTP 200 and code 603: look for 603, not for failed requests. `rolefit explain --denied` names the missing permission.',
    },
    {
      where: 'Admin > LaunchPoint',
      what: 'When it runs, delete the old service. That ends the old id and secret, which may have spread further than it should; narrowing the role alone does not.',
    },
  ];
}

function newRole(name: string): readonly SheetStep[] {
  return [
    {
      where: 'Admin > Users & Roles > Roles',
      what: `New Role "${name}". Paste the description, tick the boxes below, and leave all other boxes unticked.`,
    },
  ];
}

function changedRole(): readonly SheetStep[] {
  return [
    {
      where: 'Admin > Users & Roles > Roles',
      what: 'Edit the role, or make a new one if other users have it as well. Change the boxes as listed below.',
    },
  ];
}

export function stepBlocks(steps: readonly SheetStep[]): Block[] {
  return [
    { kind: 'heading', level: 2, text: ['Steps'] },
    { kind: 'steps', steps: steps.map(({ where, what }) => [strong(`${where}.`), ' ', ...parseCode(what)]) },
  ];
}
