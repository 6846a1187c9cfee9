"""The ordinary way, to compare with: Django, DRF, modeltranslation and import-export as their manuals show them."""
