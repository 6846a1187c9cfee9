"""Measurements of what readers, programs and staff wait for, beside the ordinary way on the same tables."""
