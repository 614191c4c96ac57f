SELECT organisation_id, measure, run_id, level_before, level_after, explanation, changed_at
FROM core_change ORDER BY changed_at, organisation_id, measure
