"""What we collect, and where we keep it."""
