"""
The site as it is being written, on this machine: a server, a watcher, and what tells open pages that they are old.

Nothing here is part of the site.  What the pages need for the preview is put into them while they are served, and
the site itself is made by `pipeline.build`, the same as always.
"""
