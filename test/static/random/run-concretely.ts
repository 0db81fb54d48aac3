import { runInNewContext } from 'node:vm';

/** Really runs a program that this test made, and gives the requests it sends: `GET /path`. */
export function runConcretely(program: string, environment: Readonly<Record<string, string>>): readonly string[] {
  const requests: string[] = [];
  const fetch = (url: unknown, options?: { method?: string }) => {
    requests.push(`${options?.method ?? 'GET'} ${String(url)}`);
  };
  runInNewContext(program, { fetch, process: { env: environment }, URL, encodeURIComponent }, { timeout: 1000 });
  return requests;
}
