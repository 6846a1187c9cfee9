"""Date and number formats of the portal: numeric dates in Arabic, digits 0–9 everywhere."""
