-- What is known of each document, fact by fact: where it came from and how sure it is.
SELECT f.document_id, f.fact, f.value, f.basis, f.certainty, f.found_in
FROM core_fact f JOIN core_document d USING (document_id)
WHERE EXISTS (
    SELECT 1 FROM core_publication p
    WHERE p.document_id = d.document_id AND p.state NOT IN ('replaced', 'taken_down')
)
ORDER BY f.document_id, f.fact
