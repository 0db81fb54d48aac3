-- Save the result as CSV with its header, then: rolefit <file> --from access-log
SELECT
  rolefit_method, regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(address, '^https?://[^/]+', '', 'g'), '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}', '0', 'g'), '[0-9]{3}-[A-Za-z]{3}-[0-9]{3}', '0', 'g'), '/[^/]*(@|%40)[^/]*[.]json$', '/redacted.json', 'g'), '/[^/]*(@|%40)[^/]*', '/redacted', 'g'), '/[0-9]+', '/0', 'g') AS rolefit_path, rolefit_query,
  LOWER(COALESCE(NULLIF(substring(address from '^https?://([^/]+)'), ''), host)) AS rolefit_host,
  rolefit_user, rolefit_status,
  SUM(calls) AS rolefit_calls, MIN(first_day) AS rolefit_first_day, MAX(last_day) AS rolefit_last_day
FROM (
  SELECT
    UPPER(method) AS rolefit_method,
    split_part(target, '?', 1) AS address,
    CASE
      WHEN target LIKE '%?' THEN '...'
      WHEN target LIKE '%_method=%' THEN COALESCE(CONCAT('_method=', substring(target from '[?&]_method=([A-Za-z]+)'), '&', regexp_replace(COALESCE(split_part(target, '?', 2), ''), '=[^&]*', '=', 'g')), regexp_replace(COALESCE(split_part(target, '?', 2), ''), '=[^&]*', '=', 'g'))
      ELSE regexp_replace(COALESCE(split_part(target, '?', 2), ''), '=[^&]*', '=', 'g')
    END AS rolefit_query,
    host, user_name AS rolefit_user, status AS rolefit_status,
    COUNT(*) AS calls,
    MIN(CAST(time_of_call AS DATE)) AS first_day,
    MAX(CAST(time_of_call AS DATE)) AS last_day
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
  GROUP BY 1, 2, 3, 4, 5, 6
) addresses
WHERE LOWER(address) ~ '/(bulk|identity|rest|soap|subscriptions|userservice|mcp)(/|$)' OR LOWER(address) LIKE '%mktorest.com%' OR LOWER(COALESCE(host, '')) LIKE '%mktorest.com%'
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY 2, 1, 3, 4, 5, 6;
