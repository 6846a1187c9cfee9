"""The tests of amedip/translations."""
