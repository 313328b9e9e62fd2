/**
 * What the tests of all modules share.
 *
 * <p>An integration test asks {@code postgres} or {@code redis} for its server; both let {@code server} find
 * the binaries or a container, start them on a free port and see that nothing outlives the test run. {@code clients}
 * runs other people's published clients against a service. The architecture test of each module asks {@code architecture} whether the module keeps the house rules.
 */
@NullMarked
package io.celesteos.testbed;

import org.jspecify.annotations.NullMarked;
