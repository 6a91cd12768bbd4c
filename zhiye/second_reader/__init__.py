"""An optional language model reads a note too; it proposes, our grammar reckons, the worker decides."""
