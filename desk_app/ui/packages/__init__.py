"""What the province published for this desk, to read."""
