"""Partner systems: the clients of the API, what they may do, and what they are told."""
