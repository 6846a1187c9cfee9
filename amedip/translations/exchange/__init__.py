"""Texts on their way to translators and back: which go out, where their files lie, and what a returned one says."""
