/** Transactions that see one yacht's rows and nothing else. */
@NullMarked
package io.celesteos.database.tenancy;

import org.jspecify.annotations.NullMarked;
