"""The project: wiring, kernel, accounts, and the pages that need several apps."""
