SELECT organisation_id, measure, year, sentence_number, sentence, judgement_id
FROM core_summary ORDER BY organisation_id, measure, year, sentence_number
