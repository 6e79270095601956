"""Copies of a finished site for rooms without internet. Reads the site folder, nothing else.

``folder``      the finished folder, held against its manifest
``pages``       one page, read back into its parts
``books``       what goes into one book, chapter by chapter
``words``       the words of copies, in ``strings/``
``tasks``       one copy to be made
"""
