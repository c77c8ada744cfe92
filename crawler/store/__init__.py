"""The record. Only `record` and `runs` begin transactions; all else writes inside the caller's."""
