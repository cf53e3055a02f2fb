"""The text as written, kept as what it differs in from the folded text beside it: a tenth of the room."""

import zlib

_WINDOW = 32_768
"""Bytes that deflate looks back at most."""

_RAW = -zlib.MAX_WBITS


def pack_original(original: str, folded: str) -> bytes:
    """Return a text, compressed by the folded text."""
    packing = zlib.compressobj(wbits=_RAW, zdict=_dictionary(folded))
    return packing.compress(original.encode()) + packing.flush()


def unpack_original(packed: bytes, folded: str) -> str:
    """Return the text that `pack_original` packed by the same folded text; zlib.error if it is another."""
    return zlib.decompressobj(wbits=_RAW, zdict=_dictionary(folded)).decompress(packed).decode()


def _dictionary(folded: str) -> bytes:
    return folded.encode()[-_WINDOW:]
