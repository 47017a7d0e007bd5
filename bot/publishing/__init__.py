"""The gate that the content has to pass, and the way into its files."""
