-- Verified judgements that count for an organisation: what every score rests on.
-- A document that lies in another is linked at that one's address: browsers cannot go into it.
SELECT v.judgement_id, v.organisation_id, o.name AS organisation_name, v.measure, v.progress, v.cap, v.year_described,
       j.elements, j.tags, v.quote, p.text AS passage_text, p.heading_path, v.page_number, d.document_id, d.title,
       d.doc_type, d.publication_date, d.is_draft, r.media_type, d.page_count, u.attachment_name, u.url,
       CASE
           WHEN u.container_url IS NOT NULL THEN u.container_url
           WHEN r.media_type = 'application/pdf' THEN split_part(u.url, '#', 1) || '#page=' || v.page_number
           ELSE u.url
       END AS page_url,
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
