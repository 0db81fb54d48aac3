import type { PageData } from '../page-data.ts';
import type { PageDocument, PageElement } from './dom.ts';
import { createWhatIf, type SwitchedOff, type WhatIf } from './solve-without.ts';

/** Brings the switches of every service to life. */
export function startWhatIf(document: PageDocument, data: PageData): void {
  const whatIf = createWhatIf(data);
  for (const section of document.querySelectorAll('[data-what-if]')) {
    const position = Number(section.dataset['whatIf']);
    const answer = section.querySelector('[data-answer]');
    const before = data.services[position]?.role ?? [];
    if (answer === null) continue;
    const full = whatIf(position, { uses: new Set(), files: new Set() });
    const show = () => {
      const off = switchedOff(section);
      showAnswer(document, answer, {
        before,
        full,
        now: whatIf(position, off),
        isFull: off.uses.size + off.files.size === 0,
      });
    };
    section.addEventListener('change', show);
    section.querySelector('[data-reset]')?.addEventListener('click', () => {
      for (const box of section.querySelectorAll('input')) box.checked = true;
      show();
    });
    section.hidden = false;
    show();
  }
}

function switchedOff(section: PageElement): SwitchedOff {
  const off = (kind: 'use' | 'file') =>
    new Set(
      [...section.querySelectorAll(`[data-${kind}]`)]
        .filter((box) => !box.checked)
        .map((box) => Number(box.dataset[kind])),
    );
  return { uses: off('use'), files: off('file') };
}

interface Change {
  readonly before: readonly string[];
  readonly full: WhatIf;
  readonly now: WhatIf;
  readonly isFull: boolean;
}

function showAnswer(document: PageDocument, answer: PageElement, { before, full, now, isFull }: Change): void {
  const create = (tag: string, className: string, ...children: readonly (PageElement | string)[]) => {
    const made = document.createElement(tag);
    made.className = className;
    made.append(...children);
    return made;
  };
  const row = (sign: string, word: string, tone: string, name: string) =>
    create('li', '', create('span', `badge ${tone}`, `${sign} ${word}`), ' ', create('span', 'name', name));
  const gained = now.role.filter((name) => !before.includes(name));
  const lead = isFull
    ? `Everything is on: ${words(now.role.length, 'permission')}, with which ${words(now.callable, 'operation')} can be called.`
    : `With ${words(now.uses, 'operation')} left: ${words(now.role.length, 'permission')} instead of ${before.length}, with which ${words(now.callable, 'operation')} can be called instead of ${full.callable}.`;
  answer.replaceChildren(
    create('p', '', create('strong', '', lead)),
    create(
      'ul',
      'roles',
      ...before.map((name) =>
        now.role.includes(name) ? row('✓', 'stays', 'good', name) : row('−', 'drops', 'warn', name),
      ),
      ...gained.map((name) => row('+', 'instead', 'plain', name)),
    ),
  );
}

function words(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
