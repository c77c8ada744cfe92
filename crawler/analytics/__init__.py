"""What people did on the site: exports of analytics and access logs, read into one kind of row."""
