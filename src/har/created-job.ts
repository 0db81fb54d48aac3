import { type BodyOf, bodyText } from './body.ts';
import { field } from './raw.ts';

const creates = /^\/bulk\/v1\/.{1,200}\/export\/create\.json$/i;
const exportId = /"exportId"\s*:\s*"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"/i;

/** The id of the export job that the answer to its creation names. */
export function readCreatedJob(path: string, response: unknown, bodyOf: BodyOf): string | undefined {
  if (!creates.test(path)) return undefined;
  return exportId.exec(bodyText(field(response, 'content'), bodyOf).slice(0, 10_000))?.[1];
}
