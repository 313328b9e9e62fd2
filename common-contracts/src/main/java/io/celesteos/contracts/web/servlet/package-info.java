/** Shared web behaviour on the servlet stack. */
@NullMarked
package io.celesteos.contracts.web.servlet;

import org.jspecify.annotations.NullMarked;
