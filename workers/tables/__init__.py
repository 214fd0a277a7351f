"""Results as flat tables: for the report, for reprints, and as files for pandas and DuckDB."""
