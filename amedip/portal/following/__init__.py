"""Following the portal, by feed or by mail: what is new, who wants to hear of it, and telling each of it once."""
