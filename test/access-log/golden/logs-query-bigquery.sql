-- Save the result as CSV with its header, then: rolefit <file> --from access-log
SELECT
  rolefit_method, REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(address, r'^https?://[^/]+', ''), r'[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}', '0'), r'[0-9]{3}-[A-Za-z]{3}-[0-9]{3}', '0'), r'/[^/]*(@|%40)[^/]*[.]json$', '/redacted.json'), r'/[^/]*(@|%40)[^/]*', '/redacted'), r'/[0-9]+', '/0') AS rolefit_path, rolefit_query,
  LOWER(COALESCE(NULLIF(REGEXP_EXTRACT(address, r'^https?://([^/]+)'), ''), host)) AS rolefit_host,
  rolefit_user, rolefit_status,
  SUM(calls) AS rolefit_calls, MIN(first_day) AS rolefit_first_day, MAX(last_day) AS rolefit_last_day
FROM (
  SELECT
    UPPER(method) AS rolefit_method,
    SPLIT(target, '?')[SAFE_OFFSET(0)] AS address,
    CASE
      WHEN target LIKE '%?' THEN '...'
      WHEN target LIKE '%_method=%' THEN COALESCE(CONCAT('_method=', REGEXP_EXTRACT(target, r'[?&]_method=([A-Za-z]+)'), '&', REGEXP_REPLACE(COALESCE(SPLIT(target, '?')[SAFE_OFFSET(1)], ''), r'=[^&]*', '=')), REGEXP_REPLACE(COALESCE(SPLIT(target, '?')[SAFE_OFFSET(1)], ''), r'=[^&]*', '='))
      ELSE REGEXP_REPLACE(COALESCE(SPLIT(target, '?')[SAFE_OFFSET(1)], ''), r'=[^&]*', '=')
    END AS rolefit_query,
    host, user_name AS rolefit_user, status AS rolefit_status,
    COUNT(*) AS calls,
    MIN(CAST(time_of_call AS DATE)) AS first_day,
    MAX(CAST(time_of_call AS DATE)) AS last_day
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
  GROUP BY 1, 2, 3, 4, 5, 6
) addresses
WHERE REGEXP_CONTAINS(LOWER(address), r'/(bulk|identity|rest|soap|subscriptions|userservice|mcp)(/|$)') OR LOWER(address) LIKE '%mktorest.com%' OR LOWER(COALESCE(host, '')) LIKE '%mktorest.com%'
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY 2, 1, 3, 4, 5, 6;
