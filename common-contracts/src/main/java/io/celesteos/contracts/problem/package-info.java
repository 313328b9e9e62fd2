/** RFC 9457 problem documents: one closed list of types, one mapping from exceptions. */
@NullMarked
package io.celesteos.contracts.problem;

import org.jspecify.annotations.NullMarked;
