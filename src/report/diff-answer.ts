import type { OperationNeed, ServiceChange } from '../model/change.ts';
import type { Evidence } from '../model/evidence.ts';
import { count } from '../model/words.ts';
import type { Answer } from './answer.ts';
import { changeSection } from './content/change-section.ts';
import type { Block } from './document/block.ts';
import { publishEvidence } from './publish-evidence.ts';

/** What a change of roles comes to, for a person and for a program. `changes` are only those where something differs. */
export function diffAnswer(changes: readonly ServiceChange[], most: number): Answer {
  return { blocks: diffBlocks(changes, most), data: { services: changes.map(publishChange) } };
}

/** Each service that differs, then the sum. */
export function diffBlocks(changes: readonly ServiceChange[], most: number): Block[] {
  return [...changes.flatMap((change) => changeSection(change, most)), { kind: 'summary', parts: summary(changes) }];
}

function summary(changes: readonly ServiceChange[]): readonly string[][] {
  if (changes.length === 0) return [['nothing changed']];
  const grown = changes.filter(({ gained }) => gained.length > 0).length;
  const shrunk = changes.filter(({ gained, lost }) => gained.length === 0 && lost.length > 0).length;
  return [
    ...(grown > 0 ? [[`${count(grown, 'role')} ${grown === 1 ? 'grows' : 'grow'}`]] : []),
    ...(shrunk > 0 ? [[`${count(shrunk, 'role')} ${shrunk === 1 ? 'shrinks' : 'shrink'}`]] : []),
    [`${count(changes.length, 'service')} changed`],
  ];
}

function publishChange({ service, kind, status, gained, lost, added, dropped }: ServiceChange) {
  return {
    service,
    change: kind,
    status,
    permissions: {
      added: gained.map(({ permission, because, cause }) => ({
        name: permission,
        cause,
        because: because.map(publishNeed),
      })),
      removed: lost,
    },
    operations: { added: added.map(publishNeed), removed: dropped },
  };
}

function publishNeed({ operation, effect, isNew, evidence }: OperationNeed) {
  return { id: operation, effect, new: isNew, evidence: evidence.map((one: Evidence) => publishEvidence(one)) };
}
