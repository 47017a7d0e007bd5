"""What is counted, and its picture."""
