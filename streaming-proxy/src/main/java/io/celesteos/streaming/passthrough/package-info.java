/**
 * OpenAI's chat completions with retrieval added: any client of theirs gets answers from the yacht's documents. The
 * last message is searched for, and the answer is written from what is found.
 */
@NullMarked
package io.celesteos.streaming.passthrough;

import org.jspecify.annotations.NullMarked;
