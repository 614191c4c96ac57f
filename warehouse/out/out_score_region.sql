SELECT r.region_code, o.name AS region_name, r.measure, m.name AS measure_name, r.level, r.region_level,
       r.gemeente_level, r.is_raised, r.explanation
FROM core_score_region r
JOIN core_measure m USING (measure)
JOIN core_organisation o ON o.region_code = r.region_code AND o.kind = 'veiligheidsregio'
ORDER BY r.region_code, r.measure
