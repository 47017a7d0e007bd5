"""The gate that checks the content before it is served, and the publisher that edits its files."""
