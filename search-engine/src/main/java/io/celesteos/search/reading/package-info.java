/**
 * Files to text with structure. {@code FileReader} runs in a process of its own, {@code ReaderProcess}, whose time and
 * memory are bounded from outside; {@code ChildReader} is the other end. Readers emit {@code Block}s as they go.
 */
@NullMarked
package io.celesteos.search.reading;

import org.jspecify.annotations.NullMarked;
