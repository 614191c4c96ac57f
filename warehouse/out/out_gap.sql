-- Per organisation and element the highest verified progress; geen is a gap (kernhiaat).
SELECT g.organisation_id, g.measure, g.element_id, e.name AS element_name, g.is_core, g.progress,
       g.progress = 'geen' AS is_gap
FROM core_gap g JOIN core_element e USING (measure, element_id)
ORDER BY g.organisation_id, g.measure, g.element_id
