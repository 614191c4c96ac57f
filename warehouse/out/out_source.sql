SELECT source_id, organisation_id, connector, base_url, state, message, listed_count, checked_at, ok_at
FROM core_source ORDER BY source_id
