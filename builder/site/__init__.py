"""After the door: public records become pages.  Nothing here can name a raw document."""
