"""The desk's side of sync: what to send next, when to try again, and the one open socket."""
