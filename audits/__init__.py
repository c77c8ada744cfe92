"""What we judge. Pure: no network, no browser, no database, no clock."""
