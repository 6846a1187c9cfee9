"""Pages of the exchange of experts: public ones, and those of the workspace."""
