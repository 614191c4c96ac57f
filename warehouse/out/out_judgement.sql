SELECT j.judgement_id, j.passage_id, j.document_id, j.measure, j.is_evidence, j.progress AS progress_judged, j.elements,
       j.tags, j.quote, j.confidence, j.is_abstained, j.classifier, j.classifier_version,
       v.organisation_id, v.is_verified, v.reason_code, v.progress, v.cap, v.year_described, v.page_number
FROM core_judgement j JOIN core_verification v USING (judgement_id)
ORDER BY j.judgement_id
