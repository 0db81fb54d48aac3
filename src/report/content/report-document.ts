import type { Report } from '../../model/report.ts';
import type { Block } from '../document/block.ts';
import type { ReportModel } from '../render-options.ts';
import { callsSection } from './calls-section.ts';
import { comparisonSection } from './comparison-section.ts';
import { findingsSection } from './findings-section.ts';
import { inputsSection } from './inputs-section.ts';
import { roleSection } from './role-section.ts';
import { summarySection } from './summary-section.ts';

/** The report as a person reads it: each service's role, what differs from its grant, what is open; the summary last. */
export function reportDocument(report: Report, model: ReportModel): Block[] {
  const services = new Set<string | undefined>(report.services.map(({ name }) => name));
  const findingsOf = (service: string) => report.findings.filter((finding) => finding.service === service);
  const elsewhere = report.findings.filter((finding) => !services.has(finding.service));
  return [
    ...report.services.flatMap((service) => [
      ...roleSection(service),
      ...comparisonSection(service, model),
      ...callsSection(service),
      ...findingsSection('Findings', findingsOf(service.name)),
    ]),
    ...findingsSection('About the inputs', elsewhere),
    ...inputsSection(report.inputs),
    summarySection(report),
  ];
}
