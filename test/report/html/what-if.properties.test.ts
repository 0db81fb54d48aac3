import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { loadModel } from '../../../src/load/model.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { Report, ServiceReport } from '../../../src/model/report.ts';
import { createWhatIf } from '../../../src/report/html/page/solve-without.ts';
import { filesOf, pageData } from '../../../src/report/html/page-data.ts';
import { type ServiceView, viewService } from '../../../src/report/html/service-view.ts';
import type { ReportModel } from '../../../src/report/index.ts';
import { allowedOperations, serviceWithout } from '../../../src/solve/index.ts';
import { analyzeCalls } from './sample-report.ts';

let model: ReportModel;
let report: Report;
let view: ServiceView;
let service: ServiceReport;

beforeAll(async () => {
  model = await loadModel();
  report = await analyzeCalls(60, model);
  const [only] = report.services;
  if (only === undefined) throw new Error('one service is expected');
  service = only;
  view = viewService(service, 0, model, undefined);
});

test('the page answers what the tool itself answers, whatever is switched off', () => {
  const whatIf = createWhatIf(JSON.parse(JSON.stringify(pageData([view], model))));
  const files = filesOf(view);
  const sizes = new Set<number>();
  const subset = (size: number) => fc.subarray([...Array(size).keys()]);
  fc.assert(
    fc.property(subset(view.counted.length), subset(files.length), fc.boolean(), (uses, off, withFiles) => {
      const offFiles = withFiles ? off : [];
      const gone = new Set<Evidence>(uses.flatMap((index) => view.counted[index]?.evidence ?? []));
      const goneFiles = new Set(offFiles.map((index) => files[index]));
      const expected = serviceWithout(service, (one) => gone.has(one) || goneFiles.has(one.file), {
        graph: model.permissions,
        rules: model.rules,
        inputs: report.inputs,
      });
      const names = expected.role.permissions.map(({ name }) => name);
      const answer = whatIf(0, { uses: new Set(uses), files: new Set(offFiles) });
      expect(answer.role).toEqual(names);
      expect(answer.callable).toBe(allowedOperations(model.permissions, model.rules.operations, names).length);
      sizes.add(names.length);
    }),
    { numRuns: 60 },
  );
  // A model of the page that ignored its switches would give one size only.
  expect(sizes.size).toBeGreaterThan(5);
});

test('with everything on it is the role of the report', () => {
  const whatIf = createWhatIf(pageData([view], model));
  const answer = whatIf(0, { uses: new Set(), files: new Set() });
  expect(answer.role).toEqual(service.role.permissions.map(({ name }) => name));
  expect(answer.callable).toBe(service.blastRadius.minimal.idle.callable);
});
