SELECT measure, theme, name, definition FROM core_measure ORDER BY measure
