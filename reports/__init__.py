"""What people read. Knows one thing: a SQLite file with our tables and views."""
