"""The record: one SQLite file, written here and nowhere else."""
