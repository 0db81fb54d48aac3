const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "02/Oct/2026:08:15:30 +0000": the time of the common format; HAProxy adds milliseconds and has no zone. */
const commonTime = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}:\d{2}:\d{2})(\.\d{1,9})?(?: ([+-]\d{2})(\d{2}))?$/;
const isoTime =
  /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?) ?(Z|UTC|[+-]\d{2}:?\d{2})?Z?)?$/;

/** No log is older than the web; what says so holds something else. */
const earliest = Date.UTC(1991, 0);
const latest = Date.UTC(2200, 0);

/**
 * The time of a line as ISO 8601 in UTC, or `undefined` for what is none: the common format's, ISO 8601 and its relatives,
 * and seconds, milliseconds, microseconds or nanoseconds since 1970. Without a zone it is taken to be in UTC.
 */
export function readLogTime(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 40) return undefined;
  // Lines of one second stand together.
  if (text === last.text) return last.time;
  if (usual.test(text)) return text;
  const time = millisecondsOf(text.trim());
  last = { text, time: time >= earliest && time < latest ? new Date(time).toISOString() : undefined };
  return last.time;
}

/** As it is given, on a day that every month has. */
const usual = /^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

let last: { readonly text: string; readonly time: string | undefined } = { text: '', time: undefined };

function millisecondsOf(text: string): number {
  if (/^\d{9,19}(?:\.\d+)?$/.test(text)) return sinceEpoch(text);
  const iso = isoTime.exec(text);
  if (iso !== null) {
    const [, year, month, day, clock = '00:00', zone = 'Z'] = iso;
    return Date.parse(`${year}-${month}-${day}T${withSeconds(clock.replace(',', '.'))}${zoneOf(zone)}`);
  }
  const [, day, month = '', year, clock, fraction = '', hours, minutes = '00'] = commonTime.exec(text) ?? [];
  const number = String(months.indexOf(month) + 1).padStart(2, '0');
  return Date.parse(
    `${year}-${number}-${day}T${clock}${fraction.slice(0, 4)}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`,
  );
}

/** A number of digits tells the unit: a second of our time has ten. */
function sinceEpoch(text: string): number {
  const digits = text.split('.', 1).join('').length;
  const unit = digits <= 11 ? 1000 : digits <= 14 ? 1 : digits <= 17 ? 1e-3 : 1e-6;
  return Math.round(Number(text) * unit);
}

function withSeconds(clock: string): string {
  const whole = clock.length === 5 ? `${clock}:00` : clock;
  return whole.replace(/(\.\d{3})\d+$/, '$1');
}

function zoneOf(zone: string): string {
  if (zone === 'UTC') return 'Z';
  return zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
}
