/** What a path that is no folder and no source file can be. */
export const trafficFormats = ['har', 'access-log'] as const;
export type TrafficFormat = (typeof trafficFormats)[number];

/** The path that stands for standard input. */
export const standardInput = '-';

/** What names of logs end with, or have before what a rotation adds: a number or a day. No HAR does. */
const logEnd = /(?:\.log|[a-z_-]access[_-]log|^access[_-]log|\.ndjson|\.jsonl|\.csv|\.tsv)$/i;
const rotation = /(?:[.-]\d{1,14}|\.txt)$/;
const packing = /\.(?:gz|zst|gzip|zstd)$/i;
const recording = /\.(?:har|zhar|zip)(?:\.gz)?$/i;

/**
 * Whether a file is taken for an access log by its name alone: "access.log", "access.log.1", "access_log-20261002",
 * "localhost_access_log.2026-10-02.txt", "day.ndjson", each perhaps packed.
 */
export function isLogFile(path: string): boolean {
  let name = (path.split(/[\\/]/).at(-1) ?? '').replace(packing, '');
  for (let times = 0; times < 4 && !logEnd.test(name); times += 1) name = name.replace(rotation, '');
  return logEnd.test(name);
}

/** Whether a name leaves open what a file is, so that its beginning has to tell. */
export function isOpenName(path: string): boolean {
  return !isLogFile(path) && !recording.test(path);
}

/** Whether a text begins as a log does and not as a HAR: a list of requests in whatever form, but no list of entries. */
export function beginsAsLog(head: string): boolean {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  if (/^\{\s*"log"\s*:\s*\{/.test(text)) return false;
  if (/"log"\s*:\s*\{\s*"(?:version|creator|browser|pages|entries|comment|_[^"]*)"/.test(text)) return false;
  return /^#fields/im.test(text) || /(?<![\w/-])(?:GET|POST|PUT|PATCH|DELETE)(?![\w/-])/.test(text);
}
