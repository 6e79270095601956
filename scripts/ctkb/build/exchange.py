"""Exchange two folders in one step of the kernel, where it can: ``renameat2`` of Linux.

Source of the flag, the numbers and the errors: renameat2(2) and the kernel's system call tables.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_CALL_NUMBERS = {
    "x86_64": 316,
    "aarch64": 276,
    "riscv64": 276,
    "armv7l": 382,
    "armv6l": 382,
    "i386": 353,
    "i686": 353,
    "ppc64le": 357,
    "s390x": 347,
}
_SIXTY_FOUR_BITS = {"x86_64", "aarch64", "riscv64", "ppc64le", "s390x"}
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.ENOTSUP, errno.EPERM}


def exchange_folders(one: Path, other: Path) -> bool:
    """Let two folders of one file system change their names, with no moment between.

    Returns False, with nothing changed, where the system, the file system or a container's rules
    cannot do it. Raises OSError for any other failure, such as a folder that is missing.
    """
    if not sys.platform.startswith("linux"):
        return False
    failure = _renameat2(os.fsencode(one), os.fsencode(other))
    if failure == 0:
        return True
    if failure in _CANNOT:
        return False
    raise OSError(failure, os.strerror(failure), str(one), None, str(other))


def _renameat2(one: bytes, other: bytes) -> int:
    """Call the kernel; return 0 or the error's number."""
    libc = ctypes.CDLL(None, use_errno=True)
    flags = ctypes.c_uint(_RENAME_EXCHANGE)
    here = ctypes.c_int(_AT_FDCWD)
    if hasattr(libc, "renameat2"):
        done = libc.renameat2(here, ctypes.c_char_p(one), here, ctypes.c_char_p(other), flags)
        return 0 if done == 0 else ctypes.get_errno()
    number = _CALL_NUMBERS.get(platform.machine())
    if number is None or (platform.machine() in _SIXTY_FOUR_BITS and sys.maxsize < 2**32):
        return errno.ENOSYS
    done = libc.syscall(
        ctypes.c_long(number), here, ctypes.c_char_p(one), here, ctypes.c_char_p(other), flags
    )
    return 0 if done == 0 else ctypes.get_errno()
