"""The encrypted SQLite behind the desk: the log, its projections, and nothing else."""
