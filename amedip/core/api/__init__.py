"""The API's kernel: trilingual texts, problem details, pagination, conditional requests."""
