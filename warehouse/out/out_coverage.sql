SELECT c.organisation_id, o.name AS organisation_name, c.year, c.publication_count, c.held_count, c.read_count,
       c.rejected_count, c.passage_count, c.is_in_scope, c.state
FROM core_coverage c JOIN core_organisation o USING (organisation_id)
ORDER BY c.organisation_id, c.year
