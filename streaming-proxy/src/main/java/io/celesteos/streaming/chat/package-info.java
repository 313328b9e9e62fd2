/** The UI message stream of the Vercel AI SDK (version 6): {@code useChat} talks to this. */
@NullMarked
package io.celesteos.streaming.chat;

import org.jspecify.annotations.NullMarked;
