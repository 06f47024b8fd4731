"""What a desk and the province say to each other: pure values and bytes, no I/O."""
