"""The same page by others: a filter of years, four charts and a table, over the same lines."""
