"""The evaluation of `import`: made documents with their truth, and how near the importer comes."""
