"""Three equal languages: who translates what, what is proposed, checked and approved, and what leaves the house."""
