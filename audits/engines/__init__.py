"""One adapter for each engine that judges whole pages in its own words."""
