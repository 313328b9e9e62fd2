/** One language model behind its port: what it is asked, what it sends, how it fails. */
@NullMarked
package io.celesteos.streaming.provider.model;

import org.jspecify.annotations.NullMarked;
