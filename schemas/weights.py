"""Trained weights in files: arrays and a few words about them, no pickle, named by the hash of what they were made of.

codebook/weights/<kind>-<hash>.npz: the name says which training made it, and the content is held against a digest.
"""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.errors import SourceFileError

if TYPE_CHECKING:
    import numpy as np

FOLDER = "weights"
META = "meta"


def weights_file(codebook: Path, kind: str) -> Path:
    """The one file of this kind. Raises SourceFileError when there is none, or more than one."""
    found = sorted((codebook / FOLDER).glob(f"{kind}-*.npz"))
    if len(found) != 1:
        raise SourceFileError(
            f"{codebook / FOLDER} holds {len(found)} files {kind}-….npz where one is due. Run `weerbaarheid train`."
        )
    return found[0]


def save_weights(
    codebook: Path, kind: str, inputs_hash: str, arrays: dict[str, np.ndarray], meta: dict[str, Any]
) -> Path:
    """Write weights in the place of earlier ones of the kind. The same arrays give the same bytes."""
    import numpy as np

    folder = codebook / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    told = json.dumps({**meta, "digest": _digest(arrays)}, sort_keys=True).encode()
    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **arrays, **{META: np.frombuffer(told, dtype=np.uint8)})
    for old in folder.glob(f"{kind}-*.npz"):
        old.unlink()
    path = folder / f"{kind}-{inputs_hash[:16]}.npz"
    path.write_bytes(buffer.getvalue())
    return path


def load_weights(codebook: Path, kind: str) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    """The arrays and what is said of them. Raises SourceFileError when the file is damaged or was changed by hand."""
    import numpy as np

    path = weights_file(codebook, kind)
    try:
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        meta = json.loads(arrays.pop(META).tobytes())
    except (OSError, ValueError, KeyError) as error:
        raise SourceFileError(f"{path} cannot be read: {error}. Run `weerbaarheid train`.") from error
    if meta.get("digest") != _digest(arrays):
        raise SourceFileError(f"{path} is not what was trained: its content was changed. Run `weerbaarheid train`.")
    return arrays, meta


def _digest(arrays: dict[str, np.ndarray]) -> str:
    sha = hashlib.sha256()
    for name in sorted(arrays):
        sha.update(f"{name} {arrays[name].dtype} {arrays[name].shape}\n".encode())
        sha.update(arrays[name].tobytes())
    return sha.hexdigest()
