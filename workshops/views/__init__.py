"""The public pages of workshops and documents."""
