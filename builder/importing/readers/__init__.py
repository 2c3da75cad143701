"""One reader for each format: bytes to lines, in the order in which a person reads them."""
