package io.celesteos.testbed.postgres;

/** One fresh database; {@code username} is a superuser and owns it. */
public record Database(String jdbcUrl, String username, String password) {}
