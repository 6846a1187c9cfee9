"""AMEDIP's own material: from the fixtures of each app into the tables, as often as one likes."""
