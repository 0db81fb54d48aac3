import type { PageElement, PageWindow } from './dom.ts';

/** Long enough not to search after every key, short enough not to be noticed. */
const pause = 120;

/** Search and filter: hides the rows that are not meant, and the holders in which none is left. */
export function startFilter({ document, setTimeout, clearTimeout }: PageWindow): void {
  const toolbar = document.querySelector('[data-toolbar]');
  const found = document.querySelector('[data-found]');
  const field = document.getElementById('find');
  if (toolbar === null || found === null || field === null) return;
  const items = [...document.querySelectorAll('[data-item]')].map((row) => ({
    row,
    text: (row.textContent ?? '').toLowerCase(),
  }));
  const holders = [...document.querySelectorAll('[data-holder]')];
  // What nobody searches steps aside, so that the rows that are left are in sight.
  const asides = [...document.querySelectorAll('[data-aside]')];
  const apply = () => {
    const boxes = [...toolbar.querySelectorAll('[data-show]')];
    const shown = new Set(boxes.filter((box) => box.checked).map((box) => box.dataset['show']));
    const wanted = field.value.trim().toLowerCase();
    const isShown = (row: PageElement) => row.dataset['state'] === undefined || shown.has(row.dataset['state']);
    for (const { row, text } of items) row.hidden = !isShown(row) || !text.includes(wanted);
    for (const holder of holders) holder.hidden = holder.querySelector('[data-item]:not([hidden])') === null;
    for (const aside of asides) aside.hidden = wanted !== '';
    const left = items.filter(({ row }) => !row.hidden).length;
    found.textContent = left === items.length ? '' : `${left} of ${items.length} rows shown`;
  };
  let timer: number | undefined;
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(apply, pause);
  });
  toolbar.addEventListener('change', apply);
  toolbar.addEventListener('submit', (event) => event.preventDefault());
  toolbar.hidden = false;
}
