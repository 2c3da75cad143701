"""Before the door: files become documents, documents an archive.  Everything here may hold withheld text."""
