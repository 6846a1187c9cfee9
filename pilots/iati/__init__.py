"""Pilots in the words of IATI 2.03: what is written to a file, what one that comes back says, what is still missing."""
