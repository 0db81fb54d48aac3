-- Save the result as CSV with its header, then: rolefit <file> --from access-log
SELECT
  rolefit_method, rolefit_path, rolefit_query, rolefit_host, rolefit_user, rolefit_status,
  COUNT(*) AS rolefit_calls, MIN(rolefit_day) AS rolefit_first_day, MAX(rolefit_day) AS rolefit_last_day
FROM (
  SELECT
    UPPER(method) AS rolefit_method,
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(target, '[?].*$', ''), '^https?://[^/]+', ''), '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}', '0'), '[0-9]{3}-[A-Za-z]{3}-[0-9]{3}', '0'), '/[^/]*(@|%40)[^/]*[.]json$', '/redacted.json'), '/[^/]*(@|%40)[^/]*', '/redacted'), '/[0-9]+', '/0') AS rolefit_path,
    CASE
      WHEN regexp_instr(target, '[?]$') > 0 THEN '...'
      WHEN COALESCE(regexp_substr(target, '[?&]_method=([A-Za-z]+)', 1, 1, 'e', 1), '') <> '' THEN CONCAT('_method=', COALESCE(regexp_substr(target, '[?&]_method=([A-Za-z]+)', 1, 1, 'e', 1), ''), '&', regexp_replace(COALESCE(regexp_substr(target, '[?](.*)$', 1, 1, 'e', 1), ''), '=[^&]*', '='))
      ELSE regexp_replace(COALESCE(regexp_substr(target, '[?](.*)$', 1, 1, 'e', 1), ''), '=[^&]*', '=')
    END AS rolefit_query,
    LOWER(COALESCE(NULLIF(regexp_substr(target, '^https?://([^/]+)', 1, 1, 'e', 1), ''), host)) AS rolefit_host,
    user_name AS rolefit_user,
    status AS rolefit_status,
    CAST(time_of_call AS DATE) AS rolefit_day
  FROM (
    SELECT
      "verb" AS method,
      "address" AS target,
      "authority" AS host,
      "by" AS user_name,
      "state" AS status,
      "began" AS time_of_call
    FROM logs.access
  ) requests
  WHERE regexp_instr(LOWER(target), '/(rest|bulk|identity|userservice|subscriptions|mcp)(/|$)') > 0 OR LOWER(COALESCE(host, '')) LIKE '%mktorest.com%'
) calls
GROUP BY rolefit_method, rolefit_path, rolefit_query, rolefit_host, rolefit_user, rolefit_status
ORDER BY rolefit_path, rolefit_method, rolefit_query, rolefit_host, rolefit_user, rolefit_status;
