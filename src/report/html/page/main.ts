import type { PageData } from '../page-data.ts';
import type { PageWindow } from './dom.ts';
import { startFilter } from './filter.ts';
import { startWhatIf } from './show-what-if.ts';

/** What the page can do beyond being read. Everything in it is there without this. */
export function startPage(window: PageWindow): void {
  const { document } = window;
  const data = document.getElementById('page-data');
  startFilter(bind(window));
  if (data?.textContent) startWhatIf(document, JSON.parse(data.textContent) as PageData);
  const openTarget = () => openAround(window);
  window.addEventListener('hashchange', openTarget);
  window.addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  openTarget();
}

/** A browser's timers refuse to be called as methods of anything but their window. */
function bind(window: PageWindow): PageWindow {
  return {
    document: window.document,
    location: window.location,
    addEventListener: (kind, listener) => window.addEventListener(kind, listener),
    setTimeout: (run, milliseconds) => window.setTimeout(run, milliseconds),
    clearTimeout: (timer) => window.clearTimeout(timer),
  };
}

/** A link to an operation opens it: its evidence is what the link was followed for. */
function openAround({ document, location }: PageWindow): void {
  const target = document.getElementById(location.hash.slice(1));
  const details = target?.closest('details');
  if (details) details.open = true;
}
