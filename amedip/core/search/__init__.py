"""Full-text search over everything public: folding, the index, and finding."""
