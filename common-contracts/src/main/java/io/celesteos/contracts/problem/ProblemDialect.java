package io.celesteos.contracts.problem;

import java.util.Map;

/**
 * What the clients of somebody else's API look for in an error, given beside the problem document so that the
 * message they show is a readable one. A service registers one bean for each; those of its paths get the members.
 */
public interface ProblemDialect {

    /** @param path of the request, without the query */
    boolean covers(String path);

    /** Names not used by {@link Problem}, to JSON values. */
    Map<String, Object> members(Problem problem);
}
