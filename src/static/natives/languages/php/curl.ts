import type { ts } from 'ts-morph';
import { freshObject, propertySlots, setOwn } from '../../../heap/objects.ts';
import { getProperty, setProperty } from '../../../heap/property.ts';
import type { Machine } from '../../../machine/machine.ts';
import { anyOf, mapValue, mayBeAbsent, optionsOf, presentPart } from '../../../value/choice.ts';
import type { HeapObject } from '../../../value/heap-object.ts';
import { constant, literal, type Single, undefinedValue, unknown, type Value } from '../../../value/value.ts';
import type { Functions } from '../../open-module.ts';

/** What makes a transfer one by another method, where no method is named. */
const verbs: Readonly<Record<string, string>> = {
  ...{ CURLOPT_POST: 'POST', CURLOPT_POSTFIELDS: 'POST', CURLOPT_HTTPGET: 'GET' },
  ...{ CURLOPT_NOBODY: 'HEAD', CURLOPT_PUT: 'PUT', CURLOPT_UPLOAD: 'PUT' },
};

const names: Readonly<Record<string, string>> = {
  ...{ CURLOPT_URL: 'url', CURLOPT_CUSTOMREQUEST: 'named', CURLOPT_POSTFIELDS: 'body' },
};

/** A transfer: what is set on it is sent when it runs. */
export const curlHelpers: Functions = {
  curlHandle: (m, { args: [url = constant(null)], node }) => {
    const handle = freshObject(m, node);
    // It is a thing, and no array that is copied.
    handle.prototype = m.object(undefined);
    for (const [name, value] of [
      ['url', url],
      ['named', constant(null)],
      ['verb', literal('GET')],
      ['body', constant(null)],
    ] as const)
      setOwn(m, handle, name, value);
    return handle;
  },
  curlSet: (m, { args: [handle = undefinedValue, options = undefinedValue], node }) => {
    for (const { value } of optionsOf(handle)) {
      if (isHandle(value)) for (const given of optionsOf(options)) setAll(m, value, given.value, node);
      else if (value.kind === 'unknown') m.call(value, { self: undefinedValue, args: [options], node });
    }
    return constant(true);
  },
  curlExec: (m, { args: [send = undefinedValue, handle = undefinedValue], node }) =>
    mapValue(handle, (single) => {
      if (!isHandle(single)) return m.call(single, { self: undefinedValue, args: [], node });
      const [url, named, verb, body] = ['url', 'named', 'verb', 'body'].map((name) =>
        getProperty(m, single, name, node),
      );
      const method = mapValue(named ?? undefinedValue, (one) => (isNothing(one) ? (verb ?? one) : one));
      return m.call(send, {
        self: undefinedValue,
        args: [method, url ?? undefinedValue, body ?? undefinedValue],
        node,
      });
    }),
  curlCopy: (m, { args: [handle = undefinedValue], node }) =>
    mapValue(handle, (single) => {
      if (!isHandle(single)) return single;
      const copy = freshObject(m, node);
      copy.prototype = single.prototype;
      for (const [name, value] of propertySlots(m, single)) setOwn(m, copy, name, value);
      return copy;
    }),
};

function isHandle(value: Single): value is HeapObject {
  return value.kind === 'object' && value.properties.has('verb') && value.properties.has('named');
}

function isNothing(value: Single): boolean {
  return value.kind === 'constant' && (value.value === undefined || value.value === null || value.value === false);
}

function setAll(m: Machine, handle: HeapObject, options: Single, node: ts.Node): void {
  const open = options.kind === 'unknown' ? options.gap : options.kind === 'object' ? options.open : undefined;
  const isMore = options.kind === 'object' && options.more !== undefined;
  if (open !== undefined || isMore)
    for (const name of ['url', 'named', 'verb']) {
      const any = open === undefined ? unknown('unknown-key', node, name) : { kind: 'unknown' as const, gap: open };
      setProperty(m, handle, name, anyOf([getProperty(m, handle, name, node), any]), node);
    }
  if (options.kind !== 'object') return;
  for (const [key, slot] of propertySlots(m, options)) setOne(m, handle, key, slot, node);
}

function setOne(m: Machine, handle: HeapObject, key: string, slot: Value, node: ts.Node): void {
  const value = presentPart(slot) ?? undefinedValue;
  const set = (name: string, to: Value) =>
    setProperty(m, handle, name, mayBeAbsent(slot) ? anyOf([getProperty(m, handle, name, node), to]) : to, node);
  const name = names[key];
  if (name !== undefined) set(name, value);
  const verb = verbs[key];
  if (verb !== undefined) set('verb', literal(verb));
}
