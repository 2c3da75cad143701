"""Read PDF with pypdf: the text of its pages, and every other text, stream and file that any of its objects holds."""
