"""Secrets and codes as a person copies them."""

from django import template

register = template.Library()


@register.filter
def in_fours(code):
    """In groups of four, which eyes and hands can follow."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
