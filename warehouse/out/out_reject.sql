-- Documents and passages that could not be processed, and why. Contract rejects of rows are in the warehouse only.
SELECT stage, item_id, part, reason_code, message, organisation_id, document_id, run_id, rejected_at
FROM core_reject ORDER BY stage, item_id, part, reason_code
