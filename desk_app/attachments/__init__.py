"""Scans and photos: kept encrypted under their hash, looked into by a process with limits."""
