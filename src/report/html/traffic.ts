import { bothSection } from '../content/both-section.ts';
import { trafficSection } from '../content/traffic-section.ts';
import { workspacesSection } from '../content/workspaces-section.ts';
import { blocksToHtml } from './blocks.ts';
import { element, type Markup } from './markup.ts';
import type { ServiceView } from './service-view.ts';

/** What recorded traffic proves, and where it differs from the code: in the words of the other formats. */
export function trafficSections({ service, model }: ServiceView): Markup | undefined {
  const blocks = [...bothSection(service), ...trafficSection(service, model), ...workspacesSection(service)];
  return blocks.length === 0 ? undefined : element('section', {}, ...blocksToHtml(blocks, 3));
}
