-- Passages that were judged; the rest stays in the warehouse.
SELECT p.passage_id, p.document_id, p.passage_number, p.page_from, p.page_to, p.heading_path, p.text, p.word_count,
       p.about_organisation_id, p.org_kind
FROM core_passage p
WHERE p.passage_id IN (SELECT passage_id FROM core_judgement)
ORDER BY p.passage_id
