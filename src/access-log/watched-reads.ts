import { isRecord, type LogRecord } from './record.ts';

/** The places of a record's values: the same record with a number in place of each text and number. */
export type Places = { readonly [name: string]: unknown };

/** The record, of which it is told which of its texts and numbers are read. What names it has is no secret. */
export function watched(record: LogRecord, places: Places, onRead: (place: number) => void): LogRecord {
  return watch(record, places, onRead);
}

function watch<Value extends object>(value: Value, places: object, onRead: (place: number) => void): Value {
  return new Proxy(value, {
    get(target, name) {
      const inner: unknown = Reflect.get(target, name);
      if (!Object.hasOwn(target, name) || (Array.isArray(target) && name === 'length')) return inner;
      const place: unknown = Reflect.get(places, name);
      if (typeof place === 'number') onRead(place);
      return isObject(inner) && isObject(place) ? watch(inner, place, onRead) : inner;
    },
  });
}

/** So many values are reached in it. */
export function countPlaces(places: unknown): number {
  if (typeof places === 'number') return 1;
  if (!Array.isArray(places) && !isRecord(places)) return 0;
  return Object.values(places).reduce((sum: number, inner) => sum + countPlaces(inner), 0);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
