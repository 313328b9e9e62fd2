package io.celesteos.search.highlight;

/** Half-open span {@code [start, end)} of a text, in UTF-16 units. */
record TextSpan(int start, int end) {}
