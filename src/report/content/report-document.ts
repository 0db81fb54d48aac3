import type { Report } from '../../model/report.ts';
import type { Block } from '../document/block.ts';
import type { ReportModel } from '../render-options.ts';
import { bothSection } from './both-section.ts';
import { callsSection } from './calls-section.ts';
import { comparisonSection } from './comparison-section.ts';
import { findingsSection } from './findings-section.ts';
import { inputsSection } from './inputs-section.ts';
import { roleSection } from './role-section.ts';
import { summarySection } from './summary-section.ts';
import { trafficSection } from './traffic-section.ts';
import { verdictSection } from './verdict-section.ts';
import { workspacesSection } from './workspaces-section.ts';

/**
 * The report as a person reads it. With a grant the question is what to change in it, so that comes first; without one
 * the role does. Then what is open, and the summary last.
 */
export function reportDocument(report: Report, model: ReportModel): Block[] {
  const services = new Set<string | undefined>(report.services.map(({ name }) => name));
  const findingsOf = (service: string) => report.findings.filter((finding) => finding.service === service);
  const elsewhere = report.findings.filter((finding) => !services.has(finding.service));
  return [
    ...report.services.flatMap((service) => [
      ...verdictSection(service),
      ...comparisonSection(service),
      ...roleSection(service, model),
      ...bothSection(service),
      ...trafficSection(service, model),
      ...workspacesSection(service),
      ...callsSection(service),
      ...findingsSection('Findings', findingsOf(service.name)),
    ]),
    ...findingsSection('About the inputs', elsewhere),
    ...inputsSection(report.inputs),
    summarySection(report),
  ];
}
