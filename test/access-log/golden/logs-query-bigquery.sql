-- Save the result as CSV with its header, then: rolefit <file> --from access-log
SELECT
  rolefit_method, rolefit_path, rolefit_query, rolefit_host, rolefit_user, rolefit_status,
  COUNT(*) AS rolefit_calls, MIN(rolefit_day) AS rolefit_first_day, MAX(rolefit_day) AS rolefit_last_day
FROM (
  SELECT
    UPPER(method) AS rolefit_method,
    REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(target, r'[?].*$', ''), r'^https?://[^/]+', ''), r'[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}', '0'), r'[0-9]{3}-[A-Za-z]{3}-[0-9]{3}', '0'), r'/[^/]*(@|%40)[^/]*[.]json$', '/redacted.json'), r'/[^/]*(@|%40)[^/]*', '/redacted'), r'/[0-9]+', '/0') AS rolefit_path,
    CASE
      WHEN REGEXP_CONTAINS(target, r'[?]$') THEN '...'
      WHEN COALESCE(REGEXP_EXTRACT(target, r'[?&]_method=([A-Za-z]+)'), '') <> '' THEN CONCAT('_method=', COALESCE(REGEXP_EXTRACT(target, r'[?&]_method=([A-Za-z]+)'), ''), '&', REGEXP_REPLACE(COALESCE(REGEXP_EXTRACT(target, r'[?](.*)$'), ''), r'=[^&]*', '='))
      ELSE REGEXP_REPLACE(COALESCE(REGEXP_EXTRACT(target, r'[?](.*)$'), ''), r'=[^&]*', '=')
    END AS rolefit_query,
    LOWER(COALESCE(NULLIF(REGEXP_EXTRACT(target, r'^https?://([^/]+)'), ''), host)) AS rolefit_host,
    user_name AS rolefit_user,
    status AS rolefit_status,
    CAST(time_of_call AS DATE) AS rolefit_day
  FROM (
    SELECT
      `verb` AS method,
      `address` AS target,
      `authority` AS host,
      `by` AS user_name,
      `state` AS status,
      `began` AS time_of_call
    FROM logs.access
  ) requests
  WHERE REGEXP_CONTAINS(LOWER(target), r'/(rest|bulk|identity|userservice|subscriptions|mcp)(/|$)') OR LOWER(COALESCE(host, '')) LIKE '%mktorest.com%'
) calls
GROUP BY rolefit_method, rolefit_path, rolefit_query, rolefit_host, rolefit_user, rolefit_status
ORDER BY rolefit_path, rolefit_method, rolefit_query, rolefit_host, rolefit_user, rolefit_status;
