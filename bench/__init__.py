"""Speed, measured: archives of any size, the same content for Hugo, and a runner that times both side by side."""
