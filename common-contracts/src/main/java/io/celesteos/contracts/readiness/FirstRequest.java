package io.celesteos.contracts.readiness;

/**
 * A request that a service sends to itself.
 *
 * @param path of one of its own endpoints, to be answered with 200
 * @param json body of the POST
 */
public record FirstRequest(String path, String json) {}
