package io.celesteos.testbed.architecture.sample.clean;

import java.sql.Connection;

record PgRead(Connection connection) {}
