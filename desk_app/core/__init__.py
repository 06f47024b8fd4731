"""What is true at the desk: values in, values out; no I/O, no clock, no Qt."""
