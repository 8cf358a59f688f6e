"""A charter as data: parsed from a document, judged, compared, reviewed and scored."""
