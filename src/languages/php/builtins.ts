/** Functions of PHP that are followed (static/natives/languages/php), or that do nothing with what they get. */
export const builtins: ReadonlySet<string> = new Set(
  (
    'sprintf vsprintf str_replace str_ireplace strtr implode join explode http_build_query trim rtrim ltrim chop ' +
    'strtolower strtoupper mb_strtolower mb_strtoupper lcfirst ucfirst ucwords substr mb_substr str_contains ' +
    'str_starts_with str_ends_with in_array array_key_exists key_exists array_merge array_replace array_merge_recursive ' +
    'array_keys array_values array_map array_filter array_push array_unshift array_pop array_shift array_slice ' +
    'array_reverse array_unique array_combine array_fill_keys array_flip array_column array_search array_key_first ' +
    'count sizeof json_encode json_decode wp_json_encode ' +
    'call_user_func call_user_func_array method_exists function_exists property_exists class_exists is_callable ' +
    'urlencode rawurlencode urldecode rawurldecode getenv strval intval define constant defined base64_encode ' +
    'base64_decode md5 sha1 hash hash_hmac uniqid time date strtotime microtime strlen mb_strlen strpos stripos strrpos ' +
    'mb_strpos substr_count strcmp strcasecmp is_array is_string is_int is_numeric is_object is_bool is_resource ' +
    'is_scalar is_a is_subclass_of get_class gettype error_log print_r var_dump var_export trigger_error printf ' +
    'curl_close curl_errno curl_error curl_getinfo curl_reset curl_multi_close file_exists is_file is_readable ' +
    'is_dir realpath dirname basename pathinfo parse_url sleep usleep set_time_limit ini_set error_reporting ' +
    'current reset end key next usort uasort uksort sort rsort ksort asort array_walk iterator_to_array range min max ' +
    'array_chunk array_diff array_intersect array_intersect_key array_diff_key round floor ceil abs number_format ' +
    'htmlspecialchars htmlentities stripslashes addslashes nl2br preg_quote preg_match preg_replace preg_split ' +
    'filter_var ctype_digit stream_context_create esc_url_raw esc_url sanitize_text_field untrailingslashit ' +
    'trailingslashit add_query_arg wp_parse_args ' +
    'is_wp_error wp_remote_retrieve_body wp_remote_retrieve_response_code header session_start date_default_timezone_set'
  ).split(' '),
);

/** Functions that send, or begin to: the module of rules/clients that says how. */
export const clientFunctions: ReadonlyMap<string, string> = new Map([
  ...['get', 'post', 'head', 'request'].flatMap((name): [string, string][] => [
    [`wp_remote_${name}`, 'wordpress'],
    [`wp_safe_remote_${name}`, 'wordpress'],
    [`vip_safe_wp_remote_${name}`, 'wordpress'],
  ]),
  ...['file_get_contents', 'fopen', 'file', 'get_headers', 'readfile', 'copy'].map((name): [string, string] => [
    name,
    'streams',
  ]),
  ['drupal_http_request', 'drupal'],
]);
