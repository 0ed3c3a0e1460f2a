"""What all parts of the JSON API share: texts, dates, pages of lists, problems and conditional requests."""
