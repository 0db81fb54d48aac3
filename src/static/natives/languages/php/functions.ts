import { freshObject } from '../../../heap/objects.ts';
import { getProperty, setProperty } from '../../../heap/property.ts';
import { spreadSlots } from '../../../heap/spread.ts';
import type { Machine } from '../../../machine/machine.ts';
import type { NativeCall } from '../../../machine/native.ts';
import { mapValue, presentPart } from '../../../value/choice.ts';
import { concat } from '../../../value/text.ts';
import { constant, literal, plainText, undefinedValue, unknown, type Value } from '../../../value/value.ts';
import { encodingFunctions } from '../../encoding.ts';
import { jsonFunctions } from '../../json.ts';
import type { Functions } from '../../open-module.ts';
import { makeSearchParams } from '../../search-params.ts';
import { textOf } from '../../text-of.ts';
import { arrayFunctions } from './arrays.ts';
import { callable, phpText, values } from './helpers.ts';
import { share, shared } from './registry.ts';
import { textFunctions } from './texts.ts';

const unsure: NativeCall = (_m, { node }) => unknown('not-text', node);
const itself: NativeCall = (_m, { args: [value = undefinedValue] }) => value;

/** Functions that give something of which nothing is known, and do nothing with what they get. */
const plain =
  'function_exists method_exists property_exists class_exists is_callable base64_encode base64_decode md5 sha1 hash ' +
  'hash_hmac uniqid time date strtotime microtime strpos stripos strrpos mb_strpos substr_count strcmp strcasecmp ' +
  'is_array is_string is_int is_numeric is_object is_bool is_resource is_scalar is_a is_subclass_of get_class gettype ' +
  'error_log print_r var_dump var_export trigger_error printf curl_close curl_errno curl_error curl_getinfo curl_reset ' +
  'curl_multi_close file_exists is_file is_readable is_dir realpath dirname basename pathinfo parse_url sleep usleep ' +
  'set_time_limit ini_set error_reporting key sort rsort ksort asort range min max ' +
  'round floor ceil abs number_format preg_quote preg_match preg_replace preg_split filter_var ctype_digit is_wp_error ' +
  'wp_remote_retrieve_body wp_remote_retrieve_response_code header session_start date_default_timezone_set defined ' +
  'array_search urldecode rawurldecode array_key_first strlen mb_strlen';

/** PHP's own functions, as far as addresses pass through them. */
export const coreFunctions: Functions = {
  ...Object.fromEntries(plain.split(' ').map((name) => [name, unsure])),
  ...textFunctions,
  ...arrayFunctions,
  ...{ strval: (m, { args: [value = undefinedValue] }) => phpText(m, value) },
  ...{ esc_url: itself, esc_url_raw: itself, sanitize_text_field: itself, stream_context_create: itself },
  ...{ htmlspecialchars: itself, htmlentities: itself, stripslashes: itself, addslashes: itself, nl2br: itself },
  ...{ iterator_to_array: itself },
  intval: (_m, { args: [value = undefinedValue], node }) =>
    mapValue(value, (single) => (single.kind === 'constant' ? single : unknown('not-text', node))),
  json_encode: (m, call) => jsonFunctions['stringify']?.(m, { ...call, args: call.args.slice(0, 1) }) ?? undefinedValue,
  wp_json_encode: (m, call) =>
    jsonFunctions['stringify']?.(m, { ...call, args: call.args.slice(0, 1) }) ?? undefinedValue,
  json_decode: (m, call) => jsonFunctions['parse']?.(m, { ...call, args: call.args.slice(0, 1) }) ?? undefinedValue,
  urlencode: (m, call) => encoded(m, call),
  rawurlencode: (m, call) => encoded(m, call),
  getenv: (_m, { args: [name = undefinedValue], node }) => unknown('environment', node, plainText(name)),
  define: (m, { args: [name = undefinedValue, value = undefinedValue] }) => {
    const key = plainText(name);
    if (key !== undefined) share(m, 'const', key, value);
    return constant(true);
  },
  // constant('A'), constant('K::A')
  constant: (m, { args: [name = undefinedValue], node }) =>
    mapValue(name, (single) => {
      const key = plainText(single);
      if (key === undefined) return unknown('unknown-key', node, 'constant');
      const [type = '', member] = key.split('::');
      const found = member === undefined ? shared(m, 'const', key) : shared(m, 'class', type);
      if (found === undefined) return unknown('environment', node, key);
      return member === undefined ? found : getProperty(m, found, member, node);
    }),
  call_user_func: (m, { args: [callee = undefinedValue, ...args], node }) =>
    m.call(callable(m, callee, node), { self: undefinedValue, args, node }),
  call_user_func_array: (m, { args: [callee = undefinedValue, list = undefinedValue], node }) => {
    const { slots, more } = spreadSlots(m, values(m, list, node), node);
    const known = slots.map((slot) => presentPart(slot) ?? undefinedValue);
    const args = more === undefined ? known : [...known, more, more, more];
    return m.call(callable(m, callee, node), { self: undefinedValue, args, node });
  },
  // http_build_query($a): the names are what matters
  http_build_query: (m, { args: [data = undefinedValue], node }) =>
    mapValue(data, (single) =>
      single.kind === 'object'
        ? textOf(m, makeSearchParams(m, single, node))
        : unknown('not-text', node, 'http_build_query()'),
    ),
  untrailingslashit: (m, { args: [value = undefinedValue], node }) =>
    textFunctions['rtrim']?.(m, { self: undefinedValue, args: [value, literal('/')], node }) ?? undefinedValue,
  trailingslashit: (m, { args: [value = undefinedValue], node }) =>
    concat(
      textFunctions['rtrim']?.(m, { self: undefinedValue, args: [value, literal('/')], node }) ?? undefinedValue,
      literal('/'),
    ),
  // add_query_arg(['a' => 1], $url), add_query_arg('a', 1, $url)
  add_query_arg: (m, { args, node }) => {
    const [first = undefinedValue, second = undefinedValue, third] = args;
    const given = third === undefined ? first : freshObject(m, node);
    if (third !== undefined) setProperty(m, given, plainText(first) ?? '?', second, node);
    const query =
      coreFunctions['http_build_query']?.(m, { self: undefinedValue, args: [given], node }) ?? undefinedValue;
    return concat(concat(textOf(m, third ?? second), literal('?')), textOf(m, query));
  },
  wp_parse_args: (m, { args: [given = undefinedValue, defaults = undefinedValue], node }) =>
    arrayFunctions['array_merge']?.(m, { self: undefinedValue, args: [defaults, given], node }) ?? undefinedValue,
};

function encoded(m: Machine, call: Parameters<NativeCall>[1]): Value {
  return encodingFunctions['encodeURIComponent']?.(m, call) ?? unknown('not-text', call.node);
}
