SELECT s.organisation_id, o.name AS organisation_name, o.kind, o.region_code, s.measure, m.theme, m.name AS measure_name,
       s.level, s.certainty, s.progress, s.evidence_count, s.document_count, s.element_count, s.newest_year, s.explanation
FROM core_score s JOIN core_organisation o USING (organisation_id) JOIN core_measure m USING (measure)
ORDER BY s.organisation_id, s.measure
