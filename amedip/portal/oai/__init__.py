"""The portal as a repository that others harvest: OAI-PMH 2.0 with unqualified Dublin Core.

No library carries it: those that are kept up count rows from the beginning of a list, and would leave records out
whenever one changes while somebody harvests.
"""
