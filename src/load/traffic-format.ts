/** What a path that is no folder and no source file can be. */
export const trafficFormats = ['har', 'access-log'] as const;
export type TrafficFormat = (typeof trafficFormats)[number];

/** The path that stands for standard input. */
export const standardInput = '-';

/** Names that logs have: "access.log", "access.log.1", "access_log", "day.ndjson", each perhaps in gzip. No HAR does. */
const logName = /(?:\.log(?:\.\d+)?|access_log(?:\.\d+)?|\.ndjson|\.jsonl)(?:\.gz)?$/i;

/** Whether a file is taken for an access log by its name alone. */
export function isLogFile(path: string): boolean {
  return logName.test(path);
}
