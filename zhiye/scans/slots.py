"""What upper rooms may let the worker of the photos read."""

from zhiye.kernel.slots import Slot

# (read: bytes -> Reading) -> bool: read one picture of that room; False where none waits. One worker at a time.
MORE_TO_READ = Slot("scans.work.more")
