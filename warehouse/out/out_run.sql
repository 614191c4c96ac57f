-- The run that published this file closes after publishing, so its own row is as of publishing.
SELECT run_id, started_at, finished_at, CASE state WHEN 'running' THEN 'published' ELSE state END AS state, as_of_date,
       counts
FROM core_run ORDER BY started_at, run_id
