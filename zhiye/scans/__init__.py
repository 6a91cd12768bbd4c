"""Photos of written pages: taken beside a note, cleaned of place and device, read by a process of its own."""
