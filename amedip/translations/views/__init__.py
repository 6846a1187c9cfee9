"""The pages of translation work."""
