import { createHash } from 'node:crypto';
import type { Report } from '../../model/report.ts';
import { listSome } from '../../model/words.ts';
import { optionalBlocks } from '../content/optional-calls.ts';
import { placePermissions, stateNames } from '../content/permission-states.ts';
import { observedSentence } from '../content/role-section.ts';
import { escapeInvisibleInJson } from '../invisible.ts';
import type { RenderOptions, ReportModel } from '../render-options.ts';
import { blastRadiusSection, hatchDefinition } from './blast-radius.ts';
import { blocksToHtml } from './blocks.ts';
import { changeFirst } from './change-first.ts';
import { escalationsSection } from './escalations.ts';
import { findingsSection, inputsAndCoverage } from './findings.ts';
import { element, htmlDocument, type Markup, rawElement } from './markup.ts';
import { matrixSection } from './matrix.ts';
import { openCallsSection } from './open-calls.ts';
import { operationsSection } from './operations.ts';
import { pageData } from './page-data.ts';
import { pageScript } from './page-script.ts';
import { badge, link, paragraph } from './parts.ts';
import { permissionTree } from './permission-tree.ts';
import { type ServiceView, viewService } from './service-view.ts';
import { styleSheet } from './style.ts';
import { toolbar } from './toolbar.ts';
import { trafficSections } from './traffic.ts';
import { reportVerdict, serviceVerdict, statusLine, tiles } from './verdict.ts';
import { whatIfSection } from './what-if.ts';

const shownInputs = 4;

/** The report as one file that needs nothing else: no network, no script to be read, no other file. */
export function reportPage(report: Report, model: ReportModel, options: RenderOptions): string {
  const views = report.services.map((service, index) => viewService(service, index, model, options.frameOf));
  const states = new Set(views.flatMap((view) => placePermissions(view).map(({ state }) => state)));
  return htmlDocument(
    element(
      'html',
      { lang: 'en' },
      head(reportVerdict(report)),
      element(
        'body',
        {},
        element('a', { class: 'skip', href: '#main' }, 'Skip to the report'),
        hatchDefinition(),
        element(
          'header',
          {},
          element('p', { class: 'brand' }, 'rolefit · Marketo API role'),
          element('h1', {}, reportVerdict(report)),
          element('p', { class: 'muted' }, analysedWhat(report)),
        ),
        navigation(views),
        element(
          'main',
          { id: 'main', tabindex: -1 },
          toolbar(stateNames.filter((state) => states.has(state))),
          ...views.map(serviceSection),
          findingsSection(report.findings),
          inputsAndCoverage(report),
        ),
        rawElement('script', { type: 'application/json', id: 'page-data' }, toDataBlock(pageData(views, model))),
        rawElement('script', {}, pageScript()),
      ),
    ),
  );
}

/** The inputs by name, so that a page that was sent around says what it is about. */
function analysedWhat({ inputs, tool }: Report): string {
  const names = listSome(
    inputs.map(({ file }) => (file === '.' ? 'the folder that rolefit ran in' : file)),
    shownInputs,
  );
  return `${names === '' ? 'Nothing was analysed' : `Analysed: ${names}`} · rolefit ${tool.version}`;
}

/** Nothing may load, connect, be framed in or sent; the one style sheet and the one script are known by their hashes. */
function head(title: string): Markup {
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(styleSheet)}'`,
    `script-src '${hashOf(pageScript())}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'referrer', content: 'no-referrer' }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    element('title', {}, `${title} · rolefit`),
    rawElement('style', {}, styleSheet),
  );
}

function hashOf(source: string): string {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`;
}

function toDataBlock(data: unknown): string {
  return escapeInvisibleInJson(JSON.stringify(data)).replaceAll('<', '\\u003c');
}

const parts = {
  first: 'What to change first',
  radius: 'Blast radius',
  permissions: 'Permissions',
  matrix: 'Matrix',
  operations: 'Operations',
  escalations: 'Why write',
  open: 'Not known',
} as const;

/** Services, and where there is but one, its parts as well. */
function navigation(views: readonly ServiceView[]): Markup {
  const [only] = views;
  const entries =
    views.length === 1 && only !== undefined
      ? partsOf(only).map((part) => link(`${only.anchor}-${part}`, parts[part]))
      : views.map(({ anchor, service }) => link(anchor, service.name));
  const all = [...entries, link('findings', 'Findings'), link('inputs', 'What was analysed')];
  return element(
    'nav',
    { 'aria-label': 'Contents' },
    element('ul', {}, ...all.map((entry) => element('li', {}, entry))),
  );
}

function partsOf({ service, counted }: ServiceView): readonly (keyof typeof parts)[] {
  const isThere = {
    first: true,
    radius: true,
    permissions: true,
    matrix: service.role.permissions.length > 0 && counted.length > 0,
    operations: true,
    escalations: service.escalations.length > 0,
    open: service.unresolved.length + service.unmatched.length > 0,
  };
  return (Object.keys(parts) as (keyof typeof parts)[]).filter((part) => isThere[part]);
}

function serviceSection(view: ServiceView, position: number): Markup {
  const { service, anchor } = view;
  const { text, tone, sign } = serviceVerdict(service);
  return element(
    'section',
    { id: anchor, class: 'service', 'aria-labelledby': `${anchor}-name` },
    element('h2', { id: `${anchor}-name` }, service.name),
    element('p', { class: 'verdict' }, badge(sign, text, tone)),
    paragraph(...statusLine(service)),
    ...blocksToHtml(optionalBlocks(service), 4),
    service.observed !== undefined && paragraph(observedSentence(service.observed)),
    tiles(service),
    changeFirst(view),
    blastRadiusSection(view),
    permissionTree(view),
    matrixSection(view),
    operationsSection(view),
    whatIfSection(view, position),
    escalationsSection(view),
    openCallsSection(view),
    trafficSections(view),
  );
}
