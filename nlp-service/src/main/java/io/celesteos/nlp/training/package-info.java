/** Makes the models that ship with the service out of the annotated sentences; nothing of it runs in the service. */
@NullMarked
package io.celesteos.nlp.training;

import org.jspecify.annotations.NullMarked;
