SELECT n.measure, m.theme, m.name, n.level, n.hoog_count, n.midden_count, n.laag_count, n.onbekend_count, n.spread,
       n.explanation
FROM core_score_national n JOIN core_measure m USING (measure)
ORDER BY n.measure
