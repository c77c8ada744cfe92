"""Made-up councils in three dialects, to measure whether the page for each task is found."""
