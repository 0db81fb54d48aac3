import { count, listWords, quote } from '../words.ts';
import type { FindingKindDefinition } from './definition.ts';

/** Marketo tells the status of an export job only to the user that created it. */
export const jobOfAnotherUser: FindingKindDefinition<
  'job-of-another-user',
  {
    readonly services: readonly string[];
    /** Those of them that created the jobs, where the recordings show it. */
    readonly creators: readonly string[];
    readonly jobs: number;
  }
> = {
  kind: 'job-of-another-user',
  severity: 'warning',
  title: 'Several API-Only users work on one bulk export job',
  why: 'A bulk export job belongs to the user that created it: Marketo tells its status to no other user, whatever its role, so the job is never known to be done.',
  help: 'Create, enqueue, poll and download a job as one user: keep these calls in one service, and split its role elsewhere.',
  topics: ['correctness'],
  precision: 'high',
  risk: 'none',
  about: 'service',
  gate: 'ordinary',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ services, creators, jobs }) => {
    const made = creators.length === 0 ? '' : `, created by ${listWords(creators.map(quote))},`;
    return `${listWords(services.map(quote))} work on ${jobs === 1 ? 'one export job' : `the same ${count(jobs, 'export job')}`}${made} whose status only the user that created ${jobs === 1 ? 'it' : 'them'} is told`;
  },
  subject: ({ services }) => services,
  find: ({ sharedExports }) =>
    sharedExports.map(({ services, creators, jobs }) => ({
      arguments: { services, creators, jobs },
      confidence: 'exact',
    })),
  sample: { services: ['user 1', 'user 2'], creators: ['user 1'], jobs: 2 },
};
