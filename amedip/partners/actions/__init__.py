"""Deeds on clients of the API, one module per noun."""
