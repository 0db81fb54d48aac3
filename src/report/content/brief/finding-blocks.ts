import { type Finding, severities } from '../../../model/finding.ts';
import { findingKinds } from '../../../model/finding-kinds/index.ts';
import { count, listWords } from '../../../model/words.ts';
import { type Block, muted } from '../../document/block.ts';
import { findingNotice } from '../findings-section.ts';
import { limits } from '../limits.ts';

/** What the other parts have not told: errors and warnings each with what to do, and of notes only which there are. */
export function findingBlocks(findings: readonly Finding[]): Block[] {
  const left = findings.filter(({ kind }) => findingKinds[kind].brief !== 'told');
  const shown = left.filter(({ kind, severity }) => severity !== 'note' || findingKinds[kind].brief === 'shown');
  const rank = ({ severity }: Finding) => severities.indexOf(severity);
  const rest = left.filter((finding) => !shown.includes(finding));
  const kinds = [...new Set(rest.map(({ kind }) => kind))];
  const more = shown.length - limits.rows;
  return [
    ...shown
      .toSorted((a, b) => rank(b) - rank(a))
      .slice(0, limits.rows)
      .map(briefNotice),
    ...(more > 0
      ? [{ kind: 'paragraph', text: [`And ${count(more, 'more finding')}: --verbose shows them.`] } as const]
      : []),
    ...(rest.length === 0
      ? []
      : [
          {
            kind: 'paragraph',
            text: [
              muted(
                `${count(rest.length, 'note')} (${listWords(kinds)}): --verbose shows ${rest.length === 1 ? 'it' : 'them'}`,
              ),
            ],
          } as const,
        ]),
  ];
}

/** A whole file that the sentence names is not named again, and what to do about several of a kind stands below the last. */
function briefNotice(finding: Finding, index: number, all: readonly Finding[]): Block {
  const { notice, ...block } = findingNotice(finding);
  const { place, help, message } = notice;
  const isTold = finding.location?.line === undefined && message.includes(place ?? '');
  return {
    ...block,
    notice: {
      message,
      ...(place === undefined || isTold ? {} : { place }),
      ...(help === undefined || all[index + 1]?.kind === finding.kind ? {} : { help }),
    },
  };
}
