/** One yacht's own machines, zones and parts, read from Postgres, kept for a while, absent without failing. */
@NullMarked
package io.celesteos.nlp.yacht;

import org.jspecify.annotations.NullMarked;
