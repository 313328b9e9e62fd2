/** Who owns the data: typed, so that no method reading stored text can forget to ask. */
@NullMarked
package io.celesteos.contracts.tenancy;

import org.jspecify.annotations.NullMarked;
