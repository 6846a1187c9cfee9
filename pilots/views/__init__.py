"""The pages of pilots: the public ones, and those of the workspace."""
