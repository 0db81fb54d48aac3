-- Save the result as CSV with its header, then: rolefit <file> --from access-log
SELECT
  rolefit_method, rolefit_path, rolefit_query, rolefit_host, rolefit_user, rolefit_status,
  COUNT(*) AS rolefit_calls, MIN(rolefit_day) AS rolefit_first_day, MAX(rolefit_day) AS rolefit_last_day
FROM (
  SELECT
    UPPER(method) AS rolefit_method,
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(target, '[?].*$', '', 'g'), '^https?://[^/]+', '', 'g'), '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}', '0', 'g'), '[0-9]{3}-[A-Za-z]{3}-[0-9]{3}', '0', 'g'), '/[^/]*(@|%40)[^/]*[.]json$', '/redacted.json', 'g'), '/[^/]*(@|%40)[^/]*', '/redacted', 'g'), '/[0-9]+', '/0', 'g') AS rolefit_path,
    CASE
      WHEN target ~ '[?]$' THEN '...'
      WHEN COALESCE(substring(target from '[?&]_method=([A-Za-z]+)'), '') <> '' THEN CONCAT('_method=', COALESCE(substring(target from '[?&]_method=([A-Za-z]+)'), ''), '&', regexp_replace(COALESCE(substring(target from '[?](.*)$'), ''), '=[^&]*', '=', 'g'))
      ELSE regexp_replace(COALESCE(substring(target from '[?](.*)$'), ''), '=[^&]*', '=', 'g')
    END AS rolefit_query,
    LOWER(COALESCE(NULLIF(substring(target from '^https?://([^/]+)'), ''), host)) AS rolefit_host,
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
  WHERE LOWER(target) ~ '/(rest|bulk|identity|userservice|subscriptions|mcp)(/|$)' OR LOWER(COALESCE(host, '')) LIKE '%mktorest.com%'
) calls
GROUP BY rolefit_method, rolefit_path, rolefit_query, rolefit_host, rolefit_user, rolefit_status
ORDER BY rolefit_path, rolefit_method, rolefit_query, rolefit_host, rolefit_user, rolefit_status;
