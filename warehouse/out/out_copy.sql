-- Passages that say nearly the same as an earlier one, where both were judged; the rest stays in the warehouse.
SELECT c.passage_id, c.first_passage_id, c.organisation_id, c.similarity
FROM core_copy c
WHERE c.passage_id IN (SELECT passage_id FROM core_judgement)
  AND c.first_passage_id IN (SELECT passage_id FROM core_judgement)
ORDER BY c.passage_id
