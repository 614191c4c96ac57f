-- Verified judgements that count for an organisation: what every score rests on.
SELECT v.judgement_id, v.organisation_id, o.name AS organisation_name, v.measure, v.progress, v.cap, v.year_described,
       j.elements, j.tags, v.quote, p.text AS passage_text, p.heading_path, v.page_number, d.document_id, d.title,
       d.doc_type, d.publication_date, d.is_draft, u.url,
       u.url || CASE WHEN r.media_type = 'application/pdf' THEN '#page=' || v.page_number ELSE '' END AS page_url,
       u.is_listed, v.is_ggd, j.confidence
FROM core_verification v
JOIN core_judgement j USING (judgement_id)
JOIN core_passage p ON p.passage_id = v.passage_id
JOIN core_document d ON d.document_id = v.document_id
JOIN core_bytes r ON r.document_id = v.document_id
JOIN core_organisation o ON o.organisation_id = v.organisation_id
JOIN (
    SELECT * FROM core_publication WHERE state NOT IN ('replaced', 'taken_down')
    QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY is_listed DESC, publication_id) = 1
) u ON u.document_id = v.document_id
WHERE v.is_verified
ORDER BY v.judgement_id
