-- One row per document read; the address is that of a publication that is still listed, if there is one.
SELECT d.document_id, d.title, d.doc_type, d.publication_date, d.year_from, d.year_to, d.about_organisation_id,
       d.about_name, d.about_basis, d.org_kind, d.is_draft, d.page_count, d.passage_count, d.reader,
       r.media_type, r.size_bytes, p.source_id, p.url, p.is_listed, p.first_seen_at, p.last_seen_at
FROM core_document d
JOIN core_bytes r USING (document_id)
JOIN (
    SELECT * FROM core_publication WHERE state NOT IN ('replaced', 'taken_down')
    QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY is_listed DESC, publication_id) = 1
) p USING (document_id)
ORDER BY d.document_id
