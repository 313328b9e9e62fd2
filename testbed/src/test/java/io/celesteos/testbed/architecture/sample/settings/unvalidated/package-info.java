@org.jspecify.annotations.NullMarked
package io.celesteos.testbed.architecture.sample.settings.unvalidated;
