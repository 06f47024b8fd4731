"""The reports of a day or a period: chosen, shown in tables, printed and saved."""
