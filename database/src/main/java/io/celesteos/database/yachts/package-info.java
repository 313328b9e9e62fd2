/** The yachts and their credentials. */
@NullMarked
package io.celesteos.database.yachts;

import org.jspecify.annotations.NullMarked;
