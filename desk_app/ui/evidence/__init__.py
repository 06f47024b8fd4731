"""The scans and photos of a case: dropped, chosen, pasted or fetched from the scanner's folder."""
