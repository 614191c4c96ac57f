SELECT organisation_id, kind, name, region_code, cbs_code, is_chair, website
FROM core_organisation ORDER BY organisation_id
