/** OpenAPI documents, this service's and those of the inner ones. */
@NullMarked
package io.celesteos.gateway.docs;

import org.jspecify.annotations.NullMarked;
