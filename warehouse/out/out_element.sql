SELECT measure, element_id, name, is_core, definition FROM core_element ORDER BY measure, element_id
