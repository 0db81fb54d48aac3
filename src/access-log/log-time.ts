const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "02/Oct/2026:08:15:30 +0000": the time of the common format. */
const commonTime = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}:\d{2}:\d{2}) ([+-]\d{2})(\d{2})$/;

/** No log is older than the web; what says so holds something else. */
const earliest = Date.UTC(1991, 0);
const latest = Date.UTC(2200, 0);

/**
 * The time of a line as ISO 8601 in UTC, or `undefined` for what is none: the common format's, ISO 8601, and seconds or
 * milliseconds since 1970.
 */
export function readLogTime(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 40) return undefined;
  const time = millisecondsOf(text.trim());
  return time >= earliest && time < latest ? new Date(time).toISOString() : undefined;
}

function millisecondsOf(text: string): number {
  if (/^\d{9,11}(?:\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  if (/^\d{12,14}$/.test(text)) return Number(text);
  if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text)) return Date.parse(text);
  const [, day, month = '', year, clock, hours, minutes] = commonTime.exec(text) ?? [];
  const number = String(months.indexOf(month) + 1).padStart(2, '0');
  return Date.parse(`${year}-${number}-${day}T${clock}${hours}:${minutes}`);
}
