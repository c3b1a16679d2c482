"""Several processes as one server: nginx before them, and somebody who starts again what has died."""
