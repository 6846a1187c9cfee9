"""The workbook of priorities: how it is made, read, compared and kept; it writes nothing to the tables."""
